import { inflateSync } from 'node:zlib'

type Objects = ReadonlyMap<string, { readonly head: string; readonly stream: Buffer | null }>

/** The words of a PDF in the order they are read aloud, without their spaces. */
export function textOfPdf(bytes: Uint8Array): string {
  const objects = objectsOf(Buffer.from(bytes))
  const pages = new Map(pagesOf(objects).map((id) => [id, contentOf(objects, objects.get(id)!.head)]))
  const under = (id: string): string => {
    const head = objects.get(id)?.head ?? ''
    const page = /\/Pg (\d+) 0 R/.exec(head)?.[1]
    const kids = /\/K \[([^\]]*)\]/.exec(head)?.[1] ?? ''
    return [...kids.matchAll(/(\d+) 0 R(?![^<]*>>)|<<([^>]*)>>|(\d+)(?! 0 R)/g)]
      .map(([, child, dictionary, own]) => {
        if (child !== undefined) return under(child)
        const id = own ?? /\/MCID (\d+)/.exec(dictionary ?? '')?.[1]
        return pages.get(/\/Pg (\d+) 0 R/.exec(dictionary ?? '')?.[1] ?? page ?? '')?.read.get(id ?? '') ?? ''
      })
      .join('')
  }
  return withoutSpaces(kidsOf(rootOf(objects)).map(under).join(''))
}

/** What runs on each of its pages without being read aloud: heads and feet. */
export function runningOfPdf(bytes: Uint8Array): readonly string[] {
  const objects = objectsOf(Buffer.from(bytes))
  return pagesOf(objects).map((id) => withoutSpaces(contentOf(objects, objects.get(id)!.head).running))
}

function pagesOf(objects: Objects): readonly string[] {
  const root = [...objects.values()].find(({ head }) => head.includes('/Type /Pages'))!
  return referencesOf(/\/Kids \[([^\]]*)\]/.exec(root.head)![1]!)
}

function rootOf(objects: Objects): string {
  return [...objects.values()].find(({ head }) => head.includes('/Type /StructTreeRoot'))!.head
}

/** Kinds of the elements of its structure, in the order they are read, with what is said in place of a picture. */
export function structureOfPdf(bytes: Uint8Array): readonly string[] {
  const objects = objectsOf(Buffer.from(bytes))
  const under = (id: string): readonly string[] => {
    const head = objects.get(id)?.head ?? ''
    const kind = /\/S \/(\w+)/.exec(head)?.[1]
    return kind === undefined ? [] : [kind, ...kidsOf(head).flatMap(under)]
  }
  return kidsOf(rootOf(objects)).flatMap(under)
}

function kidsOf(head: string): readonly string[] {
  return referencesOf(/\/K \[([^\]]*)\]/.exec(head)?.[1] ?? '')
}

function referencesOf(text: string): readonly string[] {
  return [...text.matchAll(/(\d+) 0 R/g)].map(([, id]) => id!)
}

function objectsOf(file: Buffer): Objects {
  const text = file.toString('latin1')
  const objects = new Map<string, { head: string; stream: Buffer | null }>()
  for (const { 1: id, index } of text.matchAll(/(?<=^|\n)(\d+) 0 obj\n/g)) {
    const from = text.indexOf('\n', index) + 1
    const end = text.indexOf('\nendobj', from)
    const head = text.slice(from, end).split('\nstream\n')[0]!
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? '0')
    const at = from + head.length + '\nstream\n'.length
    const raw = head.length < end - from ? file.subarray(at, at + length) : null
    objects.set(id!, { head, stream: raw && head.includes('/FlateDecode') ? inflateSync(raw) : raw })
  }
  return objects
}

/** The words of a page by the marks of the structure, and those outside of it. */
function contentOf(objects: Objects, page: string) {
  const streamOf = (id: string | undefined) => objects.get(id ?? '')?.stream?.toString('latin1') ?? ''
  const faces = new Map(
    [...(/\/Font <<([\s\S]*?)>>/.exec(page)?.[1] ?? '').matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name, id]) => {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id!)!.head)?.[1]
      return [name!, lettersOf(streamOf(map))]
    }),
  )
  const marks: string[] = []
  let face: ReadonlyMap<string, string> = new Map()
  const read = new Map<string, string>()
  let running = ''
  for (const [, name, mark, end, shown] of streamOf(/\/Contents (\d+) 0 R/.exec(page)?.[1]).matchAll(OPERATORS)) {
    if (name !== undefined) face = faces.get(name) ?? face
    if (mark !== undefined) marks.push(/\/MCID (\d+)/.exec(mark)?.[1] ?? mark)
    if (end !== undefined) marks.pop()
    if (shown === undefined) continue
    const id = marks.findLast((each) => /^\d+$/.test(each))
    if (id === undefined) running += readShown(shown, face)
    else read.set(id, (read.get(id) ?? '') + readShown(shown, face))
  }
  return { read, running }
}

const OPERATORS =
  /\/(\w+) [\d.]+ Tf|(\/\w+(?:\s*<<[^>]*>>)?) B[DM]C|\b(EMC)\b|(\[(?:[^\]()]|\((?:\\[\s\S]|[^\\)])*\))*\] TJ|<[0-9A-Fa-f]*> Tj|\((?:\\[\s\S]|[^\\)])*\) Tj)/g

function readShown(shown: string, face: ReadonlyMap<string, string>): string {
  return [...shown.matchAll(/<([0-9A-Fa-f]*)>|\(((?:\\[\s\S]|[^\\)])*)\)/g)]
    .map(([, hex, literal]) => {
      const codes = hex ?? Buffer.from(unescaped(literal!), 'latin1').toString('hex')
      return (codes.match(/.{4}/g) ?? []).map((code) => face.get(code.toUpperCase()) ?? '').join('')
    })
    .join('')
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function unescaped(literal: string): string {
  return literal.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, told: string) =>
    /^[0-7]/.test(told) ? String.fromCharCode(Number.parseInt(told, 8)) : (ESCAPED[told] ?? told),
  )
}

/** What each code of a face is in letters. */
function lettersOf(map: string): ReadonlyMap<string, string> {
  const written = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  return new Map(
    [...map.matchAll(/<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>/g)].map(([, code, hex]) => [code!, written(hex!)]),
  )
}

/** Where lines end is the page's business; what holds a word together is not read. */
export function withoutSpaces(text: string): string {
  return text.normalize('NFC').replace(/[\s\u2060\u00ad]/g, '')
}
