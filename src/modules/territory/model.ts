/** A commune, as of one edition of the official geographic code (COG). */
export type Commune = { readonly code: string; readonly name: string }
