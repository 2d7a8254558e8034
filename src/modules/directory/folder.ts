/** The folder files are dropped in: `imports` under the data of the installation. */
export type ImportFolder = {
  /** Where a file of this name lies; undefined when there is none, or the name is a path. */
  readonly pathOf: (name: string) => string | undefined
  /** Names of the files that are there, the last changed first. */
  readonly list: () => Promise<readonly FolderFile[]>
  /** Keeps a file sent at the desk under a name of its own. @returns that name */
  readonly save: (name: string, bytes: Uint8Array) => Promise<string>
}

export type FolderFile = { readonly name: string; readonly bytes: number; readonly changedAt: Date }
