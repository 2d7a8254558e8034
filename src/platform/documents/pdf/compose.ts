import type { Layout } from './layouts.ts'

export function composePdf(_layout: Layout, _data: string): Uint8Array {
  throw new Error('Not written yet')
}
