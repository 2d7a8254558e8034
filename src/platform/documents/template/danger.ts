import type { TemplateFault, TemplateFaultName } from './faults.ts'
import type { Parts } from './package.ts'
import { attributeOf, readXml } from './xml.ts'

const PROGRAM =
  /vba(Project|Data)|(^|\/)(activeX|embeddings|macrosheets)\/|oleObject|\.(bin|exe|dll|js|vbs|hta|ps1|jar|lnk)$/i
const PROGRAM_TYPE = /macroEnabled|ms-office\.vbaProject|ms-office\.activeX/
/** Word fields that fetch or run when the document is opened. */
const FETCHING_FIELD = /^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|EMBED|DATABASE)\b/im

/** What makes a document act or reach beyond itself; undefined: it is paper. */
export function dangerOf(parts: Parts): TemplateFault | undefined {
  if (!parts.has('[Content_Types].xml') || !parts.has('word/document.xml')) return fault('not-a-docx')
  if ([...parts.keys()].some((name) => PROGRAM.test(name))) return fault('holds-a-program')
  for (const [name, bytes] of parts) {
    if (!/\.(xml|rels)$/i.test(name)) continue
    const text = bytes.toString('utf8')
    // What is not UTF-8 could hide its words from these lines.
    if (text.includes('\ufffd') || text.includes('\0')) return fault('unreadable')
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) return fault('fetches-from-elsewhere', 'DOCTYPE')
    if (name === '[Content_Types].xml' && PROGRAM_TYPE.test(text)) return fault('holds-a-program')
    const found = dangerOfPart(name, text)
    if (found) return found
  }
  return undefined
}

function dangerOfPart(name: string, text: string): TemplateFault | undefined {
  let found: TemplateFault | undefined
  // A field begins a line: its words may be cut in runs, letter by letter.
  let fields = ''
  let isInstruction = false
  const isWhole = readXml(text, (piece) => {
    if (piece.is === 'text') {
      if (isInstruction) fields += piece.text
      return
    }
    if (piece.name === 'w:instrText') isInstruction = piece.is === 'open' && !piece.isEmpty
    if (piece.is === 'close') return
    if (piece.name === 'w:fldChar') fields += '\n'
    if (piece.name === 'w:fldSimple') fields += `\n${attributeOf(piece.tag, 'w:instr') ?? ''}`
    if (name.endsWith('.rels') && piece.name === 'Relationship') found ??= dangerOfLink(piece.tag)
  })
  if (!isWhole) return fault('unreadable')
  const fetching = FETCHING_FIELD.exec(fields)?.[1]
  return found ?? (fetching === undefined ? undefined : fault('fetches-from-elsewhere', fetching))
}

/** A link one clicks is only words; everything else outside is fetched when the document opens. */
function dangerOfLink(tag: string): TemplateFault | undefined {
  const kind = (attributeOf(tag, 'Type') ?? '').split('/').at(-1)!
  if (/^(oleObject|package|control|vbaProject|aFChunk)$/.test(kind)) return fault('holds-a-program')
  if (attributeOf(tag, 'TargetMode')?.toLowerCase() !== 'external') return undefined
  const target = attributeOf(tag, 'Target') ?? ''
  if (kind === 'hyperlink' && /^(https?:|mailto:|tel:)/i.test(target)) return undefined
  return fault('fetches-from-elsewhere', FETCHED[kind] ?? 'liaison')
}

const FETCHED: Readonly<Record<string, string>> = {
  image: 'image liée',
  attachedTemplate: 'modèle attaché',
  hyperlink: 'lien vers un fichier',
  subDocument: 'sous-document',
  frame: 'cadre',
}

function fault(name: TemplateFaultName, tag: string | null = null): TemplateFault {
  return { name, place: null, tag, nearest: null }
}
