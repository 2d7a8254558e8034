/** A face as built: written in the out folder under `fileName`, which carries its content hash. */
export type FontFile = {
  readonly fileName: string
  readonly family: string
  readonly bytes: number
  /** Whether every page needs it (French); other European letters are fetched only where a page has some. */
  readonly preload: boolean
}

export type Fonts = {
  readonly files: readonly FontFile[]
  /**
   * `@font-face` rules to put before the bundled `site.css`. Addresses are relative (`url("./…woff2")`): the
   * stylesheet lies in the same folder as the faces.
   */
  readonly css: string
}

/**
 * Writes the site's faces, cut down to the letters French needs, with fallback faces of the same metrics so that
 * nothing moves when they arrive.
 *
 * @param outFolder  where the files go; created if missing
 */
export async function prepareFonts(outFolder: string): Promise<Fonts> {
  throw new Error(`not written yet: ${outFolder}`)
}
