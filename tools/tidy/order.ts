// The order of the house, as ARCHITECTURE.md tells it. A module uses only those before it in this list.
export const MODULES = [
  'accounts',
  'territory',
  'directory',
  'notices',
  'decisions',
  'agenda',
  'books',
  'programme',
  'projects',
  'grants',
  'ballots',
  'citizen-budget',
  'crowdfunding',
  'councils',
  'scic',
  'network',
  'observatory',
  'transparency',
] as const

/** What a module must hold, and the names with a place in it; any other file is thought, like `model.ts`. */
export const REQUIRED = ['README.md', 'model.ts', 'index.ts'] as const

/**
 * The layers of a module: what each may import from its own module. A write crosses pages → commands → model → store,
 * a read crosses pages → store.
 */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  model: ['model'],
  store: ['model', 'store'],
  checks: ['model', 'store', 'checks'],
  commands: ['model', 'store', 'commands'],
  tasks: ['model', 'store', 'commands', 'tasks'],
  contributes: ['model', 'store', 'checks', 'contributes'],
  pages: ['model', 'store', 'commands', 'pages'],
  desk: ['model', 'store', 'commands', 'desk', 'pages'],
  api: ['model', 'store', 'commands', 'api'],
  index: ['model', 'store', 'checks', 'commands', 'tasks'],
}

/** The faces of a module: only the root of `src` puts them on the site. */
export const FACES: readonly string[] = ['pages', 'desk', 'api', 'contributes']

export const LINES = { tell: 250, refuse: 400 } as const
