import type { Verdict, Work } from '../press/work.ts'

export function fill(_work: Extract<Work, { work: 'fill' }>): { verdict: Verdict; document: Uint8Array } {
  throw new Error('Not written yet')
}
