/** What this device holds of a vote, for one poll. Nothing of it is ever sent but the sealed ballot. */
export type Kept = {
  /** Codes of the options chosen, in the order they were. */
  readonly choices: readonly string[]
  /** A ballot that was sealed, and may have been cast: the same one is sent again until there is an answer. */
  readonly pending?: Pending
  /** A vote was recorded from here. */
  readonly hasCast?: true
}

export type Pending = {
  readonly castKey: string
  /** Base 64. */
  readonly enc: string
  readonly ciphertext: string
  /** « numéro de mon bulletin », as it is printed. */
  readonly number: string
}

export type Keeper = {
  read(): Kept
  /** @returns false when the browser keeps nothing */
  write(kept: Kept): boolean
  /** The number of the ballot just cast: for this tab, until it is closed. */
  readNumber(): string | undefined
  writeNumber(number: string): void
  /** Everything goes: the next person finds nothing. */
  wipe(): void
}

const NOTHING: Kept = { choices: [] }

/** @param place  the part of the page that says which poll this is, and whether the screen is lent to several people */
export function keeperOf({ dataset }: HTMLElement): Keeper {
  const name = `filigrane-vote-${(dataset.poll ?? '').slice(0, 16)}`
  const numberName = `${name}-numero`
  // On a lent screen nothing outlives the tab.
  const store = () => (dataset.shared === undefined ? localStorage : sessionStorage)
  return {
    read: () => attempt(() => readKept(store().getItem(name)), NOTHING),
    write: (kept) =>
      attempt(() => {
        store().setItem(name, JSON.stringify(kept))
        return true
      }, false),
    readNumber: () => attempt(() => sessionStorage.getItem(numberName) ?? undefined, undefined),
    writeNumber: (number) => attempt(() => sessionStorage.setItem(numberName, number), undefined),
    wipe: () =>
      attempt(() => {
        for (const each of [localStorage, sessionStorage]) for (const key of [name, numberName]) each.removeItem(key)
      }, undefined),
  }
}

function readKept(text: string | null): Kept {
  const read = JSON.parse(text ?? 'null') as Kept | null
  return Array.isArray(read?.choices) ? read : NOTHING
}

// A browser may refuse to keep anything: storage then throws.
function attempt<Value>(act: () => Value, otherwise: Value): Value {
  try {
    return act()
  } catch {
    return otherwise
  }
}
