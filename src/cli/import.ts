import { basename } from 'node:path'
import {
  type ImportInput,
  type ImportRefusal,
  importElection,
  prepareElection,
  type Source,
  sentenceOfImportRefusal,
} from '#modules/ballots'
import { KINDS } from '#modules/directory'
import type { Context } from '#platform/context'
import { SUBMISSION_SENTENCES, type SubmissionRefusal } from '#platform/database'
import { type Command, complain, DONE, REFUSED, readWords, type Status, say, UsageError } from './command.ts'
import { readBytes } from './files.ts'
import { importCommunes } from './import-communes.ts'
import { importDirectory } from './import-directory.ts'
import { importGrants } from './import-grants.ts'
import { sayOddities } from './oddities.ts'
import { RULE_HELP, RULE_OPTIONS, readRule } from './rule.ts'
import { withWorld } from './world.ts'

const OPTIONS = {
  ...RULE_OPTIONS,
  slug: { type: 'string' },
  title: { type: 'string' },
  organiser: { type: 'string' },
  place: { type: 'string' },
  producer: { type: 'string' },
  url: { type: 'string' },
  licence: { type: 'string' },
  citation: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
} as const

/** `filigrane import pb`: publishes elections held elsewhere. */
export const importFiles: Command = {
  summary: 'publie des élections (.pb), charge les communes ou des données ouvertes',
  help: `Usage : filigrane import pb FICHIER.pb… [options]
        filigrane import communes DOSSIER [--dry-run] [--json]
        filigrane import sirene UNITES ETABLISSEMENTS --vintage JOUR [--dry-run] [--json]
        filigrane import (geolocalisation|rna|ess-france|esus|siae|flores) FICHIER --vintage JOUR [--dry-run] [--json]
        filigrane import SORTE --back
        filigrane import subventions FICHIER [--dry-run] [--json]

Publie chaque élection comme un scrutin : ce qui était soumis au vote, la règle, le résultat compté ici. Un fichier
refusé ne change rien. Un fichier déjà publié reste publié une seule fois.

  --dry-run           lit et compte, n’écrit rien
  --slug, --title, --organiser, --place      pour un seul fichier : adresse, titre, organisateur, lieu
  --producer, --url, --licence, --citation   d’où viennent les données
  --json              une ligne JSON par fichier

communes : lit le dossier d’un territoire (docs/guides/another-territory.md), dit chaque faute avec son fichier et sa
ligne, puis, une par ligne, les communes et les EPCI qui arrivent, changent ou ferment. Avec --dry-run, compare avec la
base sans rien y écrire. Un dossier en faute ne change rien. Un service dont FILIGRANE_TERRITORY nomme un autre dossier
le rechargera à son prochain démarrage.

sirene et les autres : lit des fichiers Parquet, CSV ou zip (docs/guides/import.md), garde ce qui est du territoire, dit
les lignes refusées et ce qui change dans l’annuaire, puis met en service. Avec --dry-run, rien ne change.

subventions : lit des subventions passées au schéma SCDL « subventions » 2.1.1 et publie celles qui sont bonnes. Une ligne
refusée est dite, avec ce qu’il faut y corriger ; elle n’est jamais réparée. Avec --dry-run, rien n’est écrit. Une
subvention déjà là n’est pas ajoutée deux fois. Statut 1 quand des lignes ou le fichier sont refusés.

  --vintage           jour du fichier, comme 2026-09-01
  --back              revient à l’import de cette sorte qui était en service avant

Règle : celle que le fichier annonce, ou
${RULE_HELP}

Statut : 0 publié, 1 au moins un fichier refusé, 2 mauvais usage.`,
  run,
}

async function run([kind, ...words]: readonly string[]): Promise<Status> {
  if (kind === 'communes') return importCommunes(words)
  if (kind === 'subventions') return importGrants(words)
  const open = KINDS.find((each) => each === kind)
  if (open) return importDirectory(open, words)
  if (kind !== 'pb') {
    throw new UsageError(`Dites quoi importer : pb, communes, subventions, ${KINDS.join(', ')}.`)
  }
  const { values, positionals } = readWords(words, OPTIONS)
  if (positionals.length === 0) throw new UsageError('Donnez au moins un fichier .pb à importer.')
  const single = [values.slug, values.title, values.organiser, values.place]
  if (positionals.length > 1 && single.some((value) => value !== undefined)) {
    throw new UsageError('--slug, --title, --organiser et --place valent pour un seul fichier.')
  }
  const publishing = (work: Work) => eachFile(positionals, values, work)
  if (values['dry-run']) return publishing(dryRun)
  return withWorld(({ context }) => publishing((file, input) => publish(context, file, input, values)))
}

type Values = ReturnType<typeof readWords<typeof OPTIONS>>['values']
type Work = (file: string, input: ImportInput) => Status | Promise<Status>

/** One file after the other: a refused one does not stop the next. */
async function eachFile(files: readonly string[], values: Values, work: Work): Promise<Status> {
  let status: Status = DONE
  for (const file of files) {
    const bytes = await readBytes(file)
    const done = bytes.ok ? await work(file, inputFor(file, bytes.value, values)) : refused(file, bytes.refusal)
    if (done !== DONE) status = done
  }
  return status
}

function inputFor(file: string, bytes: Uint8Array, values: Values): ImportInput {
  const { slug, title, organiser, place, producer, url, licence, citation } = values
  const source: Source = {
    producer: producer ?? 'Fichier fourni',
    title: basename(file),
    url,
    licence: licence ?? 'non précisée',
    citation,
  }
  return { bytes, rule: readRule(values), source, slug, title, organiser, place }
}

function dryRun(file: string, input: ImportInput): Status {
  const prepared = prepareElection(input)
  if (!prepared.ok) return refused(file, sentenceOfImportRefusal(prepared.refusal))
  const { election, tally } = prepared.value
  const { projects, profile, oddities } = election
  say(
    `${file} : lisible. ${projects.length} projets, ${profile.voterCount} votants, ${tally.winners.length} financés. Rien n’a été écrit.`,
  )
  sayOddities(oddities)
  return DONE
}

async function publish(context: Context, file: string, input: ImportInput, { json }: Values): Promise<Status> {
  const result = await importElection(context, input)
  if (!result.ok) return refused(file, sentenceOfRefusal(result.refusal))
  const { slug, isNew, oddities } = result.value
  if (json) say(JSON.stringify({ file, ...result.value }))
  else {
    say(
      isNew
        ? `${file} : publié à l’adresse /scrutins/${slug}`
        : `${file} : déjà publié à l’adresse /scrutins/${slug}, rien n’a changé.`,
    )
    sayOddities(oddities)
  }
  return DONE
}

function sentenceOfRefusal(refusal: ImportRefusal | SubmissionRefusal): string {
  return refusal === 'submission-reused' ? SUBMISSION_SENTENCES[refusal] : sentenceOfImportRefusal(refusal)
}

function refused(file: string, sentence: string): Status {
  complain(`${file} : ${sentence}`)
  return REFUSED
}
