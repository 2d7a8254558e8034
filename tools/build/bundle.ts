import { existsSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import * as esbuild from 'esbuild'

type Work = {
  readonly root: string
  /** Folder to fill, empty. */
  readonly out: string
  /** The name it will have in the end. */
  readonly finalFolder: string
  /** Puts a link to node_modules in it, for packages to be found from outside the clone. */
  readonly linkModules: boolean
}

/** Fills a build folder: `main.js`, `public/` and, last, `manifest.json`, whose presence says the build is whole. */
export async function bundle(work: Work): Promise<void> {
  mkdirSync(join(work.out, 'public'))
  if (work.linkModules) symlinkSync(join(work.root, 'node_modules'), join(work.out, 'node_modules'))
  try {
    const [, browser, fonts] = await Promise.all([
      bundleServer(work),
      bundleBrowser(work),
      prepareFonts(work),
      preparePictureFonts(work),
    ])
    await compressTexts(join(work.out, 'public'))
    writeFileSync(join(work.out, 'manifest.json'), `${JSON.stringify({ ...browser, ...fonts }, null, 2)}\n`)
  } finally {
    // esbuild's helper process would stay beside the service, with 60 MB.
    await esbuild.stop()
  }
}

const compressWithBrotli = promisify(brotliCompress)
const compressWithGzip = promisify(gzip)
// Quality 11 takes four times as long for 3 % less.
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

/** Scripts and styles lie ready beside themselves, compressed, for the server to send as they are. */
async function compressTexts(folder: string): Promise<void> {
  const texts = globSync('*.{js,css}', { cwd: folder }).map((name) => join(folder, name))
  await Promise.all(
    texts.map(async (path) => {
      const content = readFileSync(path)
      const [brotli, gzipped] = await Promise.all([compressWithBrotli(content, BROTLI), compressWithGzip(content)])
      writeFileSync(`${path}.br`, brotli)
      writeFileSync(`${path}.gz`, gzipped)
    }),
  )
}

async function bundleServer({ root, out, finalFolder }: Work): Promise<void> {
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    outdir: out,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    bundle: true,
    splitting: true,
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: true,
    define: { 'process.env.FILIGRANE_BUILD': JSON.stringify(finalFolder) },
    plugins: [SOURCE_PLACES],
    logLevel: 'silent',
  })
}

/** A bundled file would take itself for the bundle: its `import.meta.url` stays that of the source it was written in. */
const SOURCE_PLACES: esbuild.Plugin = {
  name: 'source places',
  setup(build) {
    build.onLoad({ filter: /\/src\/.*\.tsx?$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      if (!text.includes('import.meta.')) return null
      const place = text
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(path.slice(0, path.lastIndexOf('/'))))
        .replaceAll('import.meta.filename', JSON.stringify(path))
      return { contents: place, loader: path.endsWith('x') ? 'tsx' : 'ts' }
    })
  },
}

/** @returns public path of each island and stylesheet by its logical name, as « islands/basket.js » or « site.css » */
async function bundleBrowser({ root, out }: Work): Promise<Record<string, string>> {
  const sheets = globSync('src/ui/*.css', { cwd: root })
  const islands = globSync('src/islands/*.{ts,css}', { cwd: root }).filter(
    (path) => !/\.(test|testing)\.ts$/.test(path),
  )
  const entries = [...(sheets.includes('src/ui/site.css') ? ['src/ui/site.css'] : sheets), ...islands]
  if (entries.length === 0) return {}

  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: join(out, 'public'),
    entryNames: '[name]-[hash]',
    chunkNames: 'shared-[hash]',
    platform: 'browser',
    target: ['chrome111', 'firefox115', 'safari16.4'],
    format: 'esm',
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    // Fonts and pictures are named by their public path.
    external: ['/public/*'],
    logLevel: 'silent',
  })
  return Object.fromEntries(
    Object.entries(metafile.outputs).flatMap(([output, { entryPoint }]) => {
      if (!entryPoint) return []
      return [[logicalName(entryPoint), `/public/${relative(join(out, 'public'), join(root, output))}`]]
    }),
  )
}

// A stylesheet beside an island is asked for by that island, when it opens.
function logicalName(entryPoint: string): string {
  if (!entryPoint.startsWith('src/islands/')) return basename(entryPoint)
  return entryPoint.endsWith('.css') ? `islands/${basename(entryPoint)}` : `islands/${basename(entryPoint, '.ts')}.js`
}

async function prepareFonts({ root, out }: Work): Promise<Record<string, string>> {
  const source = join(root, 'src/ui/fonts.ts')
  if (!existsSync(source)) return {}
  const fonts = (await import(pathToFileURL(source).href)) as {
    readonly prepareFonts: (folder: string) => Promise<Record<string, string>>
  }
  return fonts.prepareFonts(join(out, 'public'))
}

/** The faces of pictures lie in `fonts`, beside what browsers are sent. */
async function preparePictureFonts({ root, out }: Work): Promise<void> {
  const source = join(root, 'src/ui/picture-fonts.ts')
  if (!existsSync(source)) return
  const fonts = (await import(pathToFileURL(source).href)) as {
    readonly preparePictureFonts: (folder: string) => Promise<void>
  }
  await fonts.preparePictureFonts(join(out, 'fonts'))
}
