import { Hono } from 'hono'
import type { Context } from '#platform/context'
import type { SiteFrame } from '#ui/page'
import { apiPage, type OpenApi } from './api.tsx'
import { cataloguePages } from './catalogue.tsx'
import { validatePages } from './validate.tsx'

export type DataOptions = {
  /** Public address of the site, without a final slash. */
  readonly url: string
  /** The description of the API, made from its routes. */
  readonly describeApi: () => OpenApi
}

/** `/donnees`: the catalogue, the tool that checks a file, the page of the API. */
export function dataPages(context: Context, frame: SiteFrame, { url, describeApi }: DataOptions): Hono {
  const pages = new Hono()
  pages.route('/', validatePages(context, frame))
  pages.route('/', apiPage(frame, url, describeApi))
  pages.route('/', cataloguePages(context, frame, url))
  return pages
}
