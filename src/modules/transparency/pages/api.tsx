import { Hono } from 'hono'
import type { SiteFrame } from '#ui/page'
import { ApiPage, type Route } from './api-page.tsx'

/** What is read of an OpenAPI description. */
export type OpenApi = {
  readonly paths?: object | undefined
  readonly servers?: readonly { readonly url: string }[] | undefined
}

type Operation = {
  readonly summary?: string
  readonly description?: string
  readonly parameters?: readonly Parameter[]
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>
}
type Parameter = {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: {
    readonly type?: string
    readonly example?: unknown
    readonly default?: unknown
    readonly enum?: readonly unknown[]
    readonly description?: string
  }
  readonly example?: unknown
}

const SHARED = { 'Cache-Control': 'public, max-age=0, must-revalidate' }

/** `/donnees/api`: the description of the API as a page to read. */
export function apiPage(frame: SiteFrame, url: string, describe: () => OpenApi): Hono {
  const pages = new Hono()
  pages.get('/donnees/api', (c) => c.html(<ApiPage site={frame} routes={routesOf(describe(), url)} />, 200, SHARED))
  return pages
}

/** The routes that only read, in the order of their addresses. */
export function routesOf({ paths = {}, servers = [] }: OpenApi, url: string): readonly Route[] {
  const base = `${url}${servers[0]?.url ?? ''}`
  return Object.entries(paths as Readonly<Record<string, { readonly get?: Operation }>>)
    .flatMap(([path, { get }]) => (get ? [routeOf(path, get, base)] : []))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

function routeOf(
  path: string,
  { summary, description, parameters = [], responses = {} }: Operation,
  base: string,
): Route {
  return {
    path,
    summary: summary ?? description ?? path,
    parameters: parameters.map((each) => ({
      name: each.name,
      isRequired: each.required === true,
      isInPath: each.in === 'path',
      meaning: each.description ?? each.schema?.description ?? '',
      values: valuesOf(each),
    })),
    answers: Object.entries(responses).map(([status, { description: told = '' }]) => ({ status, meaning: told })),
    example: exampleOf(path, parameters, base),
  }
}

function valuesOf({ schema = {} }: Parameter): string {
  const { enum: allowed, default: initial, type = 'texte' } = schema
  const kind = allowed ? allowed.join(', ') : (KINDS[type] ?? type)
  return initial === undefined ? kind : `${kind} (${String(initial)} par défaut)`
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'texte',
  integer: 'nombre entier',
  number: 'nombre',
  boolean: 'oui ou non',
}

function exampleOf(path: string, parameters: readonly Parameter[], base: string): string {
  const inPath = parameters.filter((each) => each.in === 'path')
  return inPath.reduce((address, { name, schema, example }) => {
    const value = String(example ?? schema?.example ?? name)
    return address.replace(`{${name}}`, encodeURIComponent(value))
  }, `${base}${path}`)
}
