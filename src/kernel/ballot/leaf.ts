import { canonicalJson, type Json } from '#kernel/canonical-json'
import { done, type Result, refuse } from '#kernel/result'
import { EVIDENCE_CLASSES } from './manifest-model.ts'
import {
  ADMISSION_REASONS,
  ANNULMENT_REASONS,
  DESTROYED,
  INVALID_REASONS,
  type Leaf,
  type LeafFault,
  type LeafKind,
  PAPER_REASONS,
} from './model.ts'
import { COUNT, HEX_32, INSTANT, LINE, list, object, oneOf, readCanonical, record, type Shape, text } from './shape.ts'

/** The bytes of a leaf: canonical JSON. */
export function encodeLeaf(leaf: Leaf): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalJson(leaf as unknown as Json))
}

export function parseLeaf(bytes: Uint8Array): Result<Leaf, LeafFault> {
  const read = readCanonical(new TextDecoder().decode(bytes))
  if (typeof read === 'string') return refuse('not-canonical')
  const { kind } = (read.value ?? {}) as { readonly kind?: unknown }
  if (typeof kind !== 'string' || !Object.hasOwn(LEAVES, kind)) return refuse('unknown-kind')
  return LEAVES[kind as LeafKind](read.value, '') ? refuse('wrong-member') : done(read.value as Leaf)
}

const SEAT = text(/^[a-z0-9](-?[a-z0-9]){0,63}$/)
const BY: Shape = (value, at) => {
  const fault = list(SEAT, 2, 2)(value, at)
  if (fault) return fault
  const [one, other] = value as readonly string[]
  return one === other ? { kind: 'wrong-value', at } : undefined
}

function leafOf(kind: LeafKind, members: Readonly<Record<string, Shape>>): Shape {
  return object({ kind: oneOf([kind]), ...members })
}

const ONE_PER_REASON = object(Object.fromEntries(INVALID_REASONS.map((reason) => [reason, COUNT])))

const LEAVES: Readonly<Record<LeafKind, Shape>> = {
  manifest: leafOf('manifest', { fingerprint: HEX_32 }),
  envelope: leafOf('envelope', { envelope: HEX_32, 'college?': text(/^[A-Za-z0-9._-]{1,40}$/) }),
  superseded: leafOf('superseded', { leaf: COUNT }),
  flagged: leafOf('flagged', { leaf: COUNT }),
  admitted: leafOf('admitted', { leaf: COUNT, reason: oneOf(ADMISSION_REASONS), by: BY }),
  annulled: leafOf('annulled', { leaf: COUNT, reason: oneOf(ANNULMENT_REASONS), by: BY }),
  extension: leafOf('extension', { closesAt: INSTANT, reason: LINE, by: BY }),
  'paper-batch': leafOf('paper-batch', { batch: COUNT, ballots: COUNT, sheet: HEX_32 }),
  'paper-annulled': leafOf('paper-annulled', { leaf: COUNT, reason: oneOf(PAPER_REASONS), by: BY }),
  close: leafOf('close', {
    at: INSTANT,
    admitted: COUNT,
    annulled: COUNT,
    superseded: COUNT,
    classes: record(new RegExp(`^(${EVIDENCE_CLASSES.filter((each) => each !== 'paper').join('|')})$`), COUNT),
    paper: object({ batches: COUNT, ballots: COUNT, hash: HEX_32 }),
    set: HEX_32,
    size: COUNT,
    root: HEX_32,
  }),
  opening: leafOf('opening', { ballots: COUNT, invalid: ONE_PER_REASON, opened: HEX_32 }),
  result: leafOf('result', { files: record(/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/, HEX_32) }),
  destruction: leafOf('destruction', { what: oneOf(DESTROYED), at: INSTANT, record: HEX_32, by: BY }),
}
