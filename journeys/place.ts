import { inject } from 'vitest'

/** A running site, and where its data are: '' when they are not on this machine. */
export type Place = { readonly site: string; readonly data: string }

declare module 'vitest' {
  export interface ProvidedContext {
    /** One for each worker: two files that run at once never meet. Addresses without a final slash. */
    places: readonly Place[]
  }
}

/** The site the stories of this file walk through. */
export function place(): Place {
  const places = inject('places')
  const worker = Number(process.env.VITEST_POOL_ID ?? 1)
  return places[(worker - 1) % places.length]!
}
