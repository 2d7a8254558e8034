import { once } from 'node:events'
import { dayIn } from '#kernel/calendar'
import {
  journalHeader,
  journalLines,
  readJournal,
  readScdlBudget,
  SCDL_SENTENCES,
  SCDL_STAGES,
  scdlCsv,
  scdlRows,
} from '#modules/books'
import { deliberationsCsv, deliberationsOf, EXPORT_SENTENCES, readExported } from '#modules/decisions'
import { CHOICES, type Choice, choosePublished, scdlHeader, scdlLines } from '#modules/grants'
import { readConfiguration } from '#platform/configuration'
import { type Command, DONE, oneOf, readWords, type Status, say, UsageError } from './command.ts'
import { exportBundle } from './export-bundle.ts'
import { ROOT, refused, withWorld } from './world.ts'

const FILES = ['scdl-deliberations', 'scdl-subventions', 'scdl-budget'] as const

/** `filigrane export`: open data files, in the national schemas. */
export const exportFile: Command = {
  summary: 'écrit un fichier de données ouvertes au format national',
  help: `Usage : filigrane export scdl-deliberations [--from JOUR] [--to JOUR] [--json] > deliberations.csv
        filigrane export scdl-subventions [--from JOUR] [--to JOUR] [--choice toutes|obligation-legale] > subventions.csv
        filigrane export journal [--from JOUR] [--to JOUR] > journal.csv
        filigrane export scdl-budget --year ANNÉE --stage BP|BS|DM|CA > budget.csv
        filigrane export bundle (VOTE|--latest) DOSSIER

scdl-deliberations : écrit sur la sortie standard les délibérations publiées, au schéma SCDL « délibérations » 2.1.5 : 17 colonnes,
une ligne par délibération, les retirées exceptées. Le même fichier est sur le site : /api/v1/deliberations.csv.

scdl-subventions : écrit les subventions publiées, au schéma SCDL « subventions » 2.1.1 : 16 colonnes, une ligne par
bénéficiaire, aucun particulier. Le même fichier est sur le site : /donnees/subventions.csv.

scdl-budget : écrit une étape du budget, au schéma SCDL « budget » 0.8.3 : 22 colonnes, une ligne par ligne de budget.
Seul ce qui est voté est écrit. Toutes les étapes sont aussi sur le site : /donnees/budget.csv.

journal : écrit le journal, une ligne par écriture, avec les numéros de ses comptes et jamais un nom. Ce qui concerne des
particuliers n’y est qu’en totaux du jour. C’est un suivi : il ne remplace pas la comptabilité tenue par le comptable public.

bundle : écrit dans un dossier vide tous les fichiers publics d’un vote tenu ici et publié. « filigrane verify » les vérifie.

  --latest      le dernier vote publié
  --from JOUR   délibérations adoptées, conventions signées, écritures comptées ce jour ou après, comme 2026-01-01
  --to JOUR     ce jour ou avant
  --choice      toutes (par défaut), ou obligation-legale : ce que la loi 2000-321, article 10, oblige à publier
  --year        l’année du budget, comme 2026
  --stage       BP (budget primitif), BS (supplémentaire), DM (décisions modificatives), CA (compte de l’année)
  --json        une ligne JSON par délibération, aux mêmes noms de champs

Statut 1 tant que le nom et le SIRET de la collectivité ne sont pas renseignés (« Séances », « Délais et réglages »).`,
  run: async (words) => {
    const { values, positionals } = readWords(words, {
      from: { type: 'string' },
      to: { type: 'string' },
      json: { type: 'boolean' },
      latest: { type: 'boolean' },
      choice: { type: 'string' },
      year: { type: 'string' },
      stage: { type: 'string' },
    })
    const [file, ...others] = positionals
    if (file === 'bundle') return exportBundle(others, values.latest === true)
    if (values.latest === true) throw new UsageError('--latest vaut pour bundle seulement.')
    if (!FILES.some((each) => each === file) || others.length > 0) {
      throw new UsageError(`Nommez un fichier à écrire : ${FILES.join(', ')}, bundle.`)
    }
    if (file === 'scdl-budget') return writeBudget(values)
    if (values.year !== undefined || values.stage !== undefined)
      throw new UsageError('--year et --stage valent pour scdl-budget seulement.')
    const choice = oneOf('choice', values.choice, CHOICES)
    if (file === 'scdl-subventions') return writeSubventions(readPeriod(values), choice)
    if (choice) throw new UsageError('--choice vaut pour scdl-subventions seulement.')
    if (file === 'journal') return writeJournal(readPeriod(values))
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

function writeSubventions(period: Period, choice: Choice | undefined): Promise<Status> {
  return withWorld(async ({ context }) => {
    process.stdout.write(scdlHeader())
    for await (const grant of choosePublished(context.db, dayIn(context.now()), { ...period, choice })) {
      // Whoever reads us may be slower than the database: nothing piles up.
      if (!process.stdout.write(scdlLines(grant))) await once(process.stdout, 'drain')
    }
    return DONE
  })
}

function writeBudget(asked: { readonly year?: string; readonly stage?: string }): Promise<Status> {
  const stage = oneOf('stage', asked.stage, SCDL_STAGES)
  if (!/^\d{4}$/.test(asked.year ?? '') || stage === undefined)
    throw new UsageError('Dites l’année et l’étape, comme --year 2026 --stage BP.')
  return withWorld(async ({ context }) => {
    const budget = await readScdlBudget(context.db, Number(asked.year))
    if (!budget.ok) return refused(SCDL_SENTENCES[budget.refusal])
    const rows = scdlRows(budget.value, stage)
    if (!rows.ok) return refused(SCDL_SENTENCES[rows.refusal])
    process.stdout.write(scdlCsv(rows.value))
    return DONE
  })
}

function writeJournal(period: Period): Promise<Status> {
  return withWorld(async ({ context }) => {
    process.stdout.write(journalHeader())
    for await (const part of readJournal(context.db, period)) {
      if (!process.stdout.write(journalLines(part))) await once(process.stdout, 'drain')
    }
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
