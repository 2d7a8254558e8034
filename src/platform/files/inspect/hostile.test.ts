import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { docxOf, odtOf, pdfOf, photo, picture, zipOf } from '../corpus.testing.ts'
import type { Format } from '../formats.ts'
import { FILE_SENTENCES, type FileRefusal } from '../refusals.ts'
import { inspect } from './inspect.ts'

const JPEG = await picture().jpeg().toBuffer()
const PNG = await picture().png().toBuffer()
const GIF_JS = Buffer.from('GIF89a/*\u0001\u0000*/=1;alert(1)')
const MACRO_TYPES = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
const TEMPLATE =
  '<Relationships><Relationship Type="http://x/attachedTemplate" Target="http://ailleurs.example/a.dotm" TargetMode="External"/></Relationships>'

/** A picture of a few bytes that says it holds 400 million points. */
const PIXEL_BOMB = Buffer.from(PNG)
PIXEL_BOMB.writeUInt32BE(20_000, 16)
PIXEL_BOMB.writeUInt32BE(20_000, 20)
PIXEL_BOMB.writeUInt32BE(crc32(PIXEL_BOMB.subarray(12, 29)), 29)

test.each<[string, Format, Buffer, FileRefusal]>([
  ['nothing at all', 'pdf', Buffer.alloc(0), 'empty'],
  ['a program called PDF', 'pdf', Buffer.from('MZ\u0090\u0000 a program of another kind'), 'not-its-type'],
  ['a PNG called JPEG', 'jpeg', PNG, 'not-its-type'],
  ['a GIF that is also a script', 'png', GIF_JS, 'not-its-type'],
  [
    'a PDF that is also an archive',
    'pdf',
    Buffer.concat([pdfOf(''), zipOf([{ name: 'a.txt', text: 'a' }])]),
    'two-natures',
  ],
  [
    'a photo that is also a page',
    'jpeg',
    Buffer.concat([JPEG, Buffer.from('<html><script>alert(1)</script>')]),
    'two-natures',
  ],
  ['a photo that is also an archive', 'jpeg', Buffer.concat([JPEG, zipOf([{ name: 'a', text: 'a' }])]), 'two-natures'],
  ['a photo cut in the middle', 'jpeg', (await picture(800, 800).jpeg().toBuffer()).subarray(0, 900), 'unreadable'],
  ['a picture of 400 million points', 'png', PIXEL_BOMB, 'unfolds-too-large'],
  ['a page called text', 'txt', Buffer.from('\ufeff  <!DOCTYPE html><script>alert(1)</script>'), 'page-or-drawing'],
  [
    'a drawing called text',
    'txt',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    'page-or-drawing',
  ],
  ['a text with a zero byte', 'csv', Buffer.from('a;b\n1;\u00002\n'), 'not-its-type'],
  ['a text that a shell would run', 'txt', Buffer.from('#! /bin/sh\nrm -rf /\n'), 'two-natures'],
  ['an archive called Word', 'docx', zipOf([{ name: 'a.txt', text: 'bonjour' }]), 'not-its-type'],
  [
    'a spreadsheet called Word',
    'docx',
    zipOf([
      { name: '[Content_Types].xml', text: '<Types/>' },
      { name: 'xl/workbook.xml', text: '' },
    ]),
    'not-its-type',
  ],
  ['a document with its macro', 'docx', docxOf({ name: 'word/vbaProject.bin', text: 'x' }), 'holds-a-program'],
  [
    'a document of the kind that has macros',
    'docx',
    zipOf([
      { name: '[Content_Types].xml', text: MACRO_TYPES },
      { name: 'word/document.xml', text: '' },
    ]),
    'holds-a-program',
  ],
  [
    'a document that fetches a template elsewhere',
    'docx',
    docxOf({ name: 'word/_rels/settings.xml.rels', text: TEMPLATE }),
    'holds-a-program',
  ],
  [
    'a document with a program inside',
    'docx',
    docxOf({ name: 'word/embeddings/a.exe', text: 'MZ' }),
    'holds-a-program',
  ],
  [
    'an OpenDocument that starts a macro',
    'odt',
    odtOf('<script:event-listener script:language="ooo:script"/>'),
    'holds-a-program',
  ],
  [
    'a document that climbs out of its folder',
    'docx',
    docxOf({ name: '../../etc/cron.d/a', text: 'x' }),
    'escapes-its-folder',
  ],
  ['a document with a path of Windows', 'docx', docxOf({ name: 'word\\..\\..\\a', text: 'x' }), 'escapes-its-folder'],
  [
    'a document that unfolds to 200 million bytes',
    'docx',
    docxOf({ name: 'word/a.xml', text: Buffer.alloc(200_000_000) }),
    'unfolds-too-large',
  ],
  [
    'the same, that claims to be small',
    'docx',
    docxOf({ name: 'word/a.xml', text: Buffer.alloc(200_000_000), claims: 10 }),
    'unfolds-too-large',
  ],
  ['a document with something before it', 'docx', Buffer.concat([Buffer.from('#!/bin/sh\n'), docxOf()]), 'two-natures'],
  ['a document with something after it', 'docx', Buffer.concat([docxOf(), Buffer.from('<html>')]), 'two-natures'],
  ['a document cut in the middle', 'docx', docxOf().subarray(0, 120), 'unreadable'],
])('%s is refused', async (_what, format, bytes, refusal) => {
  const result = await inspect(bytes, format)
  expect(result).toEqual({ ok: false, refusal })
  expect(FILE_SENTENCES[refusal]).toMatch(/[.]$/)
})

test('an archive whose entries lie on one another is refused', async () => {
  const bytes = docxOf({ name: 'word/a.xml', text: 'aaaa' }, { name: 'word/a.xml', text: 'aaaa' })
  const table = bytes.readUInt32LE(bytes.length - 6)
  // The last entry of the table is told to lie where the one before lies.
  const entries: number[] = []
  for (let at = table; bytes.readUInt32LE(at) === 0x02014b50; at += 46 + bytes.readUInt16LE(at + 28)) entries.push(at)
  bytes.writeUInt32LE(bytes.readUInt32LE(entries[2]! + 42), entries[3]! + 42)
  expect(await inspect(bytes, 'docx')).toEqual({ ok: false, refusal: 'unfolds-too-large' })
})

test.each<[string, Format, Buffer]>([
  ['a PDF', 'pdf', pdfOf('')],
  ['a Word document', 'docx', docxOf()],
  ['an OpenDocument', 'odt', odtOf()],
  ['a CSV of Excel in the letters of Windows', 'csv', Buffer.from('nom;ville\r\nLou;B\xe9thune\r\n', 'latin1')],
  ['a text', 'txt', Buffer.from('Bonjour, l’été.\n')],
  ['a photo', 'jpeg', JPEG],
])('%s is taken', async (_what, format, bytes) => {
  expect(await inspect(bytes, format)).toMatchObject({ ok: true, value: { isActive: false } })
})

test.each([
  ['a script', pdfOf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>')],
  ['a script whose name is disguised', pdfOf('/OpenAction << /S /J#61vaScript >>')],
  ['a program to launch, packed away', pdfOf('', '3 0 << /S /Launch /F (cmd.exe) >>')],
  ['another file inside', pdfOf('/Names << /EmbeddedFiles 3 0 R >>')],
  ['a lock', pdfOf('/Encrypt 4 0 R')],
])('a PDF with %s is known to act by itself', async (_what, bytes) => {
  expect(await inspect(bytes, 'pdf')).toMatchObject({ ok: true, value: { isActive: true } })
})

test('the letters of a picture in a PDF are not read as acts', async () => {
  const bytes = Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj << /Subtype /Image >>\nstream\n'),
    Buffer.from('/JS /Launch'),
    Buffer.from('\nendstream\nendobj\n%%EOF\n'),
  ])
  expect(await inspect(bytes, 'pdf')).toMatchObject({ ok: true, value: { isActive: false } })
})

test('where a photo was taken, with what and by whom is gone; the picture stays', async () => {
  const before = await photo()
  expect((await sharp(before).metadata()).exif?.toString('latin1')).toContain('Appareil secret')
  const result = await inspect(before, 'jpeg')
  if (!result.ok) throw new Error(result.refusal)
  const after = result.value.drawn!.picture
  const facts = await sharp(after).metadata()
  expect([facts.exif, facts.xmp, facts.iptc, facts.icc]).toEqual([undefined, undefined, undefined, undefined])
  expect(after.toString('latin1')).not.toMatch(/Appareil|Nom de la personne|Exif/)
  expect([facts.width, facts.height]).toEqual([64, 48])
  expect((await sharp(result.value.drawn!.thumbnail).metadata()).format).toBe('webp')
})
