import { serveStatic } from '@hono/node-server/serve-static'
import type { MiddlewareHandler } from 'hono'

/** The files of the build under `/public/`: their names change with their content, so they are kept for a year. */
export function builtFiles(buildFolder: string): MiddlewareHandler {
  return serveStatic({
    root: buildFolder,
    precompressed: true,
    onFound: (_path, c) => {
      c.header('Cache-Control', 'public, max-age=31536000, immutable')
    },
  })
}
