/** Which picture a place of a `metadata.csv` speaks of. */
import { isImage } from './pictures';

/** Columns that name the picture, as trainers read them. */
const NAMES = ['file_name', 'image_path'];

interface Row {
  /** The line on which it begins, from zero. */
  line: number;
  cells: string[];
}

/** The picture of the row that holds a line; nothing for the header and for a row without one. */
export function pictureOfLine(text: string, line: number): string | undefined {
  const [header, ...rows] = rowsOf(text);
  const column = NAMES.map((name) => header?.cells.indexOf(name) ?? -1).find((at) => at >= 0);
  if (column === undefined) return undefined;
  const name = rows.findLast((row) => row.line <= line)?.cells[column];
  return name !== undefined && isImage(name) ? name : undefined;
}

/** The rows of a table, its cells without their quotes; blank lines are passed over. */
function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  let line = 0;
  let row: Row = { line, cells: [] };
  // A cell in quotes, in which a quote is doubled and a line may end, or a bare one; then what ends it.
  for (const [, quoted, bare, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"?|([^,\r\n]*))[^,\r\n]*(,|\r\n|\r|\n|$)/g,
  )) {
    row.cells.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    line += quoted?.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (end === ',') continue;
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push(row);
    line += 1;
    row = { line, cells: [] };
  }
  return rows;
}
