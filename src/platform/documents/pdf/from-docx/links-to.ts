import type { Place } from './reading.ts'

/** The part an identifier leads to, by its whole name: « word/media/image1.png ». */
export function linksTo({ links }: Pick<Place, 'links'>, id: string | undefined): string | undefined {
  const target = links.get(id ?? '')
  if (target === undefined) return undefined
  return target.startsWith('/') ? target.slice(1) : `word/${target.replace(/^\.\//, '')}`
}
