/** The part of subset-font 2 we use; the package brings no types. */
declare module 'subset-font' {
  type Options = {
    readonly targetFormat: 'woff2' | 'truetype'
    /** A number pins an axis, a range narrows it. */
    readonly variationAxes?: Readonly<Record<string, number | { readonly min: number; readonly max: number }>>
    readonly keepFeatures?: readonly string[]
  }
  export default function subsetFont(font: Uint8Array, text: string, options: Options): Promise<Buffer>
}
