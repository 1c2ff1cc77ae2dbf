/**
 * The page beside the caption: its picture and what onmodel has to say of the picture. It runs no
 * script, loads nothing but images of the caption's folder and its own style, and can ask for one
 * command: to mend a picture.
 */

export interface Page {
  /** The scheme and host that VS Code serves local files from. */
  cspSource: string;
  /** A word that names this page's own style, new for each page. */
  nonce: string;
  /** The caption file's name. */
  caption: string;
  pictures: Picture[];
}

export interface Picture {
  name: string;
  /** An address the page may load. */
  source: string;
  findings: PictureFinding[];
  /** A command that offers to mend it. */
  mend: string;
}

export interface PictureFinding {
  level: 'error' | 'warning' | 'information';
  message: string;
}

export function previewHtml(page: Page): string {
  const policy = [
    "default-src 'none'",
    `img-src ${page.cspSource}`,
    `style-src 'nonce-${page.nonce}'`,
  ].join('; ');
  const body = page.pictures.length > 0 ? page.pictures.map(figure).join('\n') : nothing(page);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.caption)}</title>
<style nonce="${escapeHtml(page.nonce)}">${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function figure(picture: Picture): string {
  const name = escapeHtml(picture.name);
  return `<figure>
<img src="${escapeHtml(picture.source)}" alt="${name} cannot be shown here">
<figcaption>${name}</figcaption>
${picture.findings.map(finding).join('\n')}
${picture.findings.length > 0 ? mending(picture) : ''}
</figure>`;
}

function mending(picture: Picture): string {
  return `<p><a href="${escapeHtml(picture.mend)}">Mend this picture…</a></p>`;
}

function finding({ level, message }: PictureFinding): string {
  return `<p class="${level}">${escapeHtml(message)}</p>`;
}

function nothing(page: Page): string {
  return `<p>No picture shares its name with <b>${escapeHtml(page.caption)}</b>.
A caption belongs to the image of the same name in the same folder.</p>`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

// The chequers under the picture show where it is transparent.
const STYLE = `
body { margin: 0; padding: 1em; color: var(--vscode-foreground); }
a { color: var(--vscode-textLink-foreground); }
figure { margin: 0 0 1em; }
img {
  display: block; max-width: 100%; max-height: 85vh; margin: 0 auto .5em;
  background: repeating-conic-gradient(#9994 0 25%, #6664 0 50%) 0 0 / 16px 16px;
}
figcaption { text-align: center; color: var(--vscode-descriptionForeground); }
p { margin: .5em 0; white-space: pre-line; padding-left: .7em; border-left: 3px solid transparent; }
.error { border-color: var(--vscode-editorError-foreground); }
.warning { border-color: var(--vscode-editorWarning-foreground); }
.information { border-color: var(--vscode-editorInfo-foreground); }
`;
