import { done, type Result, refuse } from '#kernel/result'
import { type FileRules, type Format, formatOfExtension, mayBeDeclared } from './formats.ts'
import type { FileRefusal } from './refusals.ts'

export type ReadName = { readonly name: string; readonly format: Format }

const LONGEST = 150
// Controls, and what turns the reading direction around or takes no room: « facture‮fdp.exe » reads « factureexe.pdf ».
const HIDDEN = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u
const PATH = /[/\\]|^\.|^[a-z]:/i
const PAGES = new Set(['svg', 'svgz', 'html', 'htm', 'xhtml', 'xht', 'xml', 'mht', 'mhtml', 'shtml'])
const APPLE = new Set(['heic', 'heif', 'hif'])
const MACROS = new Set(['docm', 'dotm', 'xlsm', 'xltm', 'xlam', 'xlsb', 'pptm', 'ppam'])
const PROGRAMS =
  /^(exe|com|scr|bat|cmd|msi|dll|pif|cpl|jar|js|jse|mjs|vbs|vbe|wsf|wsh|hta|ps1|psm1|sh|bash|php\d?|phtml|phar|asp|aspx|jsp|cgi|pl|py|rb|lnk|url|reg|app|apk|dmg|iso|svg|html?|xhtml|docm|xlsm|pptm)$/

/**
 * Reads the name a file came with, and what it promises to be.
 *
 * @param declared  media type the browser gave, '' when none
 * @returns         the name as it is kept (NFC, spaces gathered) and the format its extension promises
 */
export function readName(raw: string, declared: string, rules: FileRules): Result<ReadName, FileRefusal> {
  if (HIDDEN.test(raw) || PATH.test(raw.trim())) return refuse('name-hides')
  const name = shortened(raw.normalize('NFC').replaceAll(/\s+/g, ' ').trim())
  const [, ...extensions] = name
    .toLowerCase()
    .split('.')
    .map((each) => each.trim())
  const last = extensions.at(-1) ?? ''
  if (APPLE.has(last)) return refuse('photo-of-apple')
  if (PAGES.has(last)) return refuse('page-or-drawing')
  if (MACROS.has(last)) return refuse('holds-a-program')
  const format = formatOfExtension(last)
  if (format === undefined || !rules.formats.includes(format)) return refuse('type-not-taken')
  if (extensions.slice(0, -1).some((each) => PROGRAMS.test(each))) return refuse('name-doubles')
  return mayBeDeclared(format, declared) ? done({ name, format }) : refuse('not-its-type')
}

// The beginning is cut and the extension kept: a long name is no fault.
function shortened(name: string): string {
  if (name.length <= LONGEST) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 8 ? name.slice(dot) : ''
  return `${[...name].slice(0, LONGEST - 10).join('')}${extension}`
}
