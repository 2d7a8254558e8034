import { deliberationsCsv, deliberationsOf, EXPORT_SENTENCES, readExported } from '#modules/decisions'
import { readConfiguration } from '#platform/configuration'
import { type Command, DONE, readWords, type Status, say, UsageError } from './command.ts'
import { ROOT, refused, withWorld } from './world.ts'

const FILES = ['scdl-deliberations'] as const

/** `filigrane export`: open data files, in the national schemas. */
export const exportFile: Command = {
  summary: 'écrit un fichier de données ouvertes au format national',
  help: `Usage : filigrane export scdl-deliberations [--from JOUR] [--to JOUR] [--json] > deliberations.csv

Écrit sur la sortie standard les délibérations publiées, au schéma SCDL « délibérations » 2.1.5 : 17 colonnes,
une ligne par délibération, les retirées exceptées. Le même fichier est sur le site : /api/v1/deliberations.csv.

  --from JOUR   délibérations adoptées ce jour ou après, comme 2026-01-01
  --to JOUR     délibérations adoptées ce jour ou avant
  --json        une ligne JSON par délibération, aux mêmes noms de champs

Statut 1 tant que le nom et le SIRET de la collectivité ne sont pas renseignés (« Séances », « Délais et réglages »).`,
  run: async (words) => {
    const { values, positionals } = readWords(words, {
      from: { type: 'string' },
      to: { type: 'string' },
      json: { type: 'boolean' },
    })
    const [file, ...others] = positionals
    if (!FILES.some((each) => each === file) || others.length > 0) {
      throw new UsageError(`Nommez un fichier à écrire : ${FILES.join(', ')}.`)
    }
    return writeDeliberations(readPeriod(values), values.json === true)
  },
}

type Period = { readonly from: string | undefined; readonly to: string | undefined }

function writeDeliberations(period: Period, asJson: boolean): Promise<Status> {
  return withWorld(async ({ context }) => {
    const { exported, settings } = await readExported(context.db)
    const kept = exported.filter(({ decision }) => isWithin(decision.events, period))
    if (asJson) {
      const rows = deliberationsOf(kept, settings, publicUrl())
      if (!rows.ok) return refused(EXPORT_SENTENCES[rows.refusal])
      for (const row of rows.value) say(JSON.stringify(row))
      return DONE
    }
    const csv = deliberationsCsv(kept, settings, publicUrl())
    if (!csv.ok) return refused(EXPORT_SENTENCES[csv.refusal])
    process.stdout.write(csv.value)
    return DONE
  })
}

function isWithin(
  events: readonly { readonly kind: string; readonly happenedOn: string }[],
  { from = '', to = '9999' }: Period,
) {
  const act = events.find(({ kind }) => kind === 'deliberated')
  return act !== undefined && from <= act.happenedOn && act.happenedOn <= to
}

function readPeriod({ from, to }: { readonly from?: string; readonly to?: string }): Period {
  for (const [name, day] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (day !== undefined && !isDay(day)) throw new UsageError(`--${name} ${day} : écrivez un jour comme 2026-01-31.`)
  }
  return { from, to }
}

function isDay(text: string): boolean {
  const noon = new Date(`${text}T12:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(text)
}

// Of a service that nobody reaches but this machine, no address is written.
function publicUrl(): string | null {
  const read = readConfiguration(process.env, ROOT)
  return read.ok && new URL(read.value.url).hostname !== 'localhost' ? read.value.url : null
}
