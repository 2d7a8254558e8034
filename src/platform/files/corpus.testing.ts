import { deflateRawSync, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** A zip archive, entry by entry; `claims` is a size told in place of the true one. */
export function zipOf(
  entries: readonly {
    readonly name: string
    readonly text: string | Buffer
    readonly isStored?: boolean
    readonly claims?: number
  }[],
): Buffer {
  const locals: Buffer[] = []
  const table: Buffer[] = []
  let at = 0
  for (const { name, text, isStored = false, claims } of entries) {
    const content = Buffer.from(text)
    const packed = isStored ? content : deflateRawSync(content)
    const names = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(isStored ? 0 : 8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(claims ?? content.length, 22)
    local.writeUInt16LE(names.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(isStored ? 0 : 8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(claims ?? content.length, 24)
    entry.writeUInt16LE(names.length, 28)
    entry.writeUInt32LE(at, 42)
    locals.push(local, names, packed)
    table.push(entry, names)
    at += 30 + names.length + packed.length
  }
  const listed = Buffer.concat(table)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, listed, end])
}

const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'

export function docxOf(...more: Parameters<typeof zipOf>[0]): Buffer {
  return zipOf([
    { name: '[Content_Types].xml', text: TYPES },
    { name: 'word/document.xml', text: '<w:document/>' },
    ...more,
  ])
}

export function odtOf(content = '<office:document-content/>'): Buffer {
  return zipOf([
    { name: 'mimetype', text: 'application/vnd.oasis.opendocument.text', isStored: true },
    { name: 'content.xml', text: content },
  ])
}

export function pdfOf(objects: string, packed?: string): Buffer {
  const stream = packed === undefined ? Buffer.alloc(0) : deflateSync(packed)
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.7\n1 0 obj\n<< /Type /Catalog ${objects} >>\nendobj\n2 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n`,
    ),
    stream,
    Buffer.from('\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n'),
  ])
}

export function picture(width = 64, height = 48) {
  return sharp({ create: { width, height, channels: 3, background: { r: 180, g: 90, b: 40 } } })
}

/** A photo as a telephone makes it: where, when, with what. */
export function photo(): Promise<Buffer> {
  return picture()
    .withExif({
      IFD0: { Make: 'Appareil secret', Artist: 'Nom de la personne' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '50/1 17/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '2/1 46/1 40/1' },
    })
    .jpeg()
    .toBuffer()
}
