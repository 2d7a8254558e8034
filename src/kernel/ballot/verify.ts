import { french } from '#kernel/french'
import type { Manifest } from './manifest-model.ts'
import type { Check, CheckName, Counts, Held, ReadFile, Verification } from './verification-model.ts'
import { type BallotsRead, checkBallots, checkClose, checkOpening, checkResult, countsOf } from './verify-count.ts'
import { checkFiles, type Files, readManifest } from './verify-files.ts'
import { checkHeads, checkHeldHeads, checkReceipts, checkTiles, type Log, readLog } from './verify-log.ts'

/**
 * Checks a published vote from its files alone: every byte is bound, every proof holds, the ballots are as many as they
 * should, and counting them again gives the result.
 *
 * @param names  of every file there is: one that nothing binds is a difference
 * @param held   what the reader has from elsewhere: a bundle that was made up whole is consistent, and only a poster, a
 *               head or a receipt tells it from the true one
 * @see          docs/specifications/public-log.md, « Verifying »
 */
export async function verifyBundle(read: ReadFile, names: readonly string[], held: Held = {}): Promise<Verification> {
  const files = await readAll(read, names)
  const told: Telling = { checks: [] }
  await tell(files, held, told)
  return {
    ok: told.checks.every(({ ok }) => ok) && told.counts !== undefined,
    checks: told.checks,
    fingerprint: told.fingerprint,
    title: told.manifest?.title,
    counts: told.counts,
  }
}

type Telling = {
  readonly checks: Check[]
  manifest?: Manifest
  fingerprint?: string
  counts?: Counts | undefined
}

// Each step may need what an earlier one read: it stops where nothing more can be asked.
async function tell(files: Files, held: Held, told: Telling): Promise<void> {
  const note = (name: CheckName, faults: readonly string[]) => told.checks.push(checkOf(name, faults))
  const manifest = readManifest(files)
  note('manifest', manifest.faults)
  if (!manifest.value) return
  told.manifest = manifest.value
  told.fingerprint = manifest.fingerprint
  if (held.fingerprint !== undefined)
    note('fingerprint', differs(held.fingerprint.toLowerCase() === manifest.fingerprint))

  const log = await readLog(files, manifest.value, manifest.fingerprint)
  note('log', log.faults)
  if (log.value) {
    await tellOfLog(files, held, manifest.value, log.value, told)
    tellOfCount(files, manifest.value, log.value, told)
  }
}

async function tellOfLog(files: Files, held: Held, manifest: Manifest, log: Log, { checks }: Telling): Promise<void> {
  const note = (name: CheckName, faults: readonly string[]) => checks.push(checkOf(name, faults))
  note('files', checkFiles(files, manifest, log))
  note('tiles', checkTiles(files, log))
  note('heads', await checkHeads(files, manifest, log))
  if (held.heads?.length) note('held-heads', await checkHeldHeads(held.heads, manifest, log))
  if (held.receipts?.length) note('receipts', await checkReceipts(held.receipts, manifest, log))
  note('story', log.story.faults)
}

function tellOfCount(files: Files, manifest: Manifest, log: Log, told: Telling): void {
  const note = (name: CheckName, faults: readonly string[]) => told.checks.push(checkOf(name, faults))
  const ballots = checkBallots(files, manifest)
  note('close', checkClose(manifest, log, ballots.value))
  note('opening', checkOpening(files, log, ballots.value))
  note('ballots', ballots.faults)
  if (!ballots.value) return
  const read: BallotsRead = ballots.value
  told.counts = countsOf(log, read)
  if (told.counts) note('equation', differs(isBalanced(told.counts)))
  note('result', checkResult(files, manifest, read))
}

function isBalanced({ ballots, admitted, annulled, superseded, invalid, paper }: Counts): boolean {
  return ballots === admitted - annulled - superseded - invalid + paper
}

const differs = (isSame: boolean): readonly string[] => (isSame ? [] : [''])

/** Not more than a screen of them: the first difference is the one to look at. */
const MOST_TOLD = 5

function checkOf(name: CheckName, faults: readonly string[]): Check {
  if (faults.length === 0) return { name, ok: true, sentence: HOLDS[name] }
  const told = faults.filter(Boolean).slice(0, MOST_TOLD)
  const more = faults.length > MOST_TOLD ? [french`Et ${faults.length - MOST_TOLD} autres différences.`] : []
  return { name, ok: false, sentence: [DIFFERS[name], ...told, ...more].join(' ') }
}

async function readAll(read: ReadFile, names: readonly string[]): Promise<Files> {
  const files = new Map<string, Uint8Array>()
  for (const name of names) {
    const content = await read(name)
    if (content) files.set(name, content)
  }
  return files
}

const HOLDS: Readonly<Record<CheckName, string>> = {
  manifest: french`Les règles du vote se lisent et n'ont qu'une écriture.`,
  fingerprint: french`L'empreinte est bien celle de l'affiche.`,
  files: french`Chaque fichier publié est celui que le journal annonce, et il n'y en a pas d'autre.`,
  log: french`Le journal est entier, et sa dernière tête est signée par la clé du vote.`,
  tiles: french`Les fichiers de preuve sont ceux du journal.`,
  heads: french`Les têtes publiées pendant le vote sont signées, et le journal n'a fait que grandir.`,
  'held-heads': french`Les têtes que vous aviez gardées sont bien celles de ce journal.`,
  receipts: french`Vos preuves de vote sont dans le journal, chacune à sa place.`,
  story: french`Chaque ligne du journal vient quand elle le peut.`,
  close: french`La clôture compte juste : bulletins reçus, annulés, remplacés, et papier.`,
  opening: french`L'ouverture porte sur tous les bulletins retenus, et dit ce qui n'a pas pu être compté.`,
  ballots: french`Les bulletins publiés sont tous différents et suivent les règles du vote.`,
  equation: french`Le nombre de bulletins est juste : reçus, moins annulés, moins remplacés, moins nuls, plus papier.`,
  result: french`En comptant à nouveau, on trouve le même résultat.`,
}

const DIFFERS: Readonly<Record<CheckName, string>> = {
  manifest: french`Les règles du vote sont illisibles.`,
  fingerprint: french`L'empreinte n'est pas celle de l'affiche : ce n'est pas le vote qui a été annoncé.`,
  files: french`Des fichiers ne sont pas ceux que le journal annonce.`,
  log: french`Le journal n'est pas celui qui a été signé.`,
  tiles: french`Les fichiers de preuve ne sont pas ceux du journal.`,
  heads: french`Les têtes publiées ne vont pas avec le journal.`,
  'held-heads': french`Une tête que vous aviez gardée ne va pas avec ce journal : il a été changé depuis.`,
  receipts: french`Une preuve de vote ne va pas avec ce journal : il a été changé depuis.`,
  story: french`Des lignes du journal ne sont pas possibles.`,
  close: french`La clôture ne compte pas juste.`,
  opening: french`L'ouverture ne va pas avec la clôture.`,
  ballots: french`Les bulletins publiés ne suivent pas les règles du vote.`,
  equation: french`Le nombre de bulletins n'est pas juste.`,
  result: french`En comptant à nouveau, on ne trouve pas le même résultat.`,
}
