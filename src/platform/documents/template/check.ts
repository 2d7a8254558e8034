import type { DocumentKind } from '../kind.ts'
import type { Verdict } from '../press/work.ts'

export function readTemplate(_template: Uint8Array, _kind: DocumentKind): Verdict {
  throw new Error('Not written yet')
}
