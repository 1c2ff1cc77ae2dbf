/** Which pictures a caption file speaks of. */
import path from 'node:path';

/** Endings of images, those no trainer reads among them: a person wants to see what is there. */
const IMAGES = new Set(
  '.png .jpg .jpeg .jfif .webp .gif .bmp .tif .tiff .avif .heic .heif .jxl'.split(' '),
);

export function isImage(name: string): boolean {
  return IMAGES.has(path.extname(name).toLowerCase());
}

/**
 * The images beside a caption that share its name up to the ending, in the order given; more than
 * one is a mistake the server reports, and both are shown.
 */
export function picturesOf(caption: string, siblings: readonly string[]): string[] {
  const stem = path.parse(caption).name;
  return siblings.filter((name) => isImage(name) && path.parse(name).name === stem);
}

/** The picture that a row of a `metadata.jsonl` speaks of; nothing where the row is not finished. */
export function pictureOfRow(row: string): string | undefined {
  try {
    const value: unknown = JSON.parse(row);
    const name = (value as { file_name?: unknown } | null)?.file_name;
    return typeof name === 'string' && isImage(name) ? name : undefined;
  } catch {
    return undefined; // A row being typed is not JSON yet.
  }
}
