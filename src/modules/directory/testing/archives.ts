import { crc32, deflateRawSync } from 'node:zlib'

export type Member = {
  readonly name: string
  readonly bytes: Buffer
  /** What the archive says instead of its true size. */
  readonly toldBytes?: number
}

/** A zip archive, as a tool that knows no better writes it: hostile members too. With `isLarge`, every size is in ZIP64. */
export function zipOf(members: readonly Member[], { isLarge = false } = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes, toldBytes = bytes.length } of members) {
    const packed = deflateRawSync(bytes)
    const title = Buffer.from(name)
    const large = isLarge
      ? Buffer.concat([short(1), short(24), ...[toldBytes, packed.length, offset].map(long)])
      : Buffer.alloc(0)
    const size = (bytesOf: number) => int(isLarge ? 0xffffffff : bytesOf)
    const common = [
      short(45),
      short(0x800),
      short(8),
      short(0),
      short(0x21),
      int(crc32(bytes)),
      size(packed.length),
      size(toldBytes),
    ]
    const local = Buffer.concat([
      int(0x04034b50),
      ...common,
      short(title.length),
      short(large.length),
      title,
      large,
      packed,
    ])
    const place = size(offset)
    directory.push(
      Buffer.concat([
        int(0x02014b50),
        short(45),
        ...common,
        short(title.length),
        short(large.length),
        short(0),
        short(0),
        short(0),
        int(0),
        place,
        title,
        large,
      ]),
    )
    parts.push(local)
    offset += local.length
  }
  return Buffer.concat([...parts, ...tailOf(Buffer.concat(directory), members.length, offset, isLarge)])
}

/** The end of an archive: its directory, and where that lies. */
function tailOf(index: Buffer, count: number, offset: number, isLarge: boolean): readonly Buffer[] {
  const end = [int(0x06054b50), short(0), short(0)]
  if (!isLarge) return [index, ...end, short(count), short(count), int(index.length), int(offset), short(0)]
  const large = [int(0x06064b50), long(44), short(45), short(45), int(0), int(0), long(count), long(count)]
  const place = [long(index.length), long(offset), int(0x07064b50), int(0), long(offset + index.length), int(1)]
  const told = [short(0xffff), short(0xffff), int(0xffffffff), int(0xffffffff), short(0)]
  return [index, ...large, ...place, ...end, ...told]
}

function short(value: number): Buffer {
  const buffer = Buffer.alloc(2)
  buffer.writeUInt16LE(value)
  return buffer
}

function int(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32LE(value)
  return buffer
}

function long(value: number): Buffer {
  const buffer = Buffer.alloc(8)
  buffer.writeBigUInt64LE(BigInt(value))
  return buffer
}
