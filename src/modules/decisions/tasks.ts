import { z } from 'zod'
import type { Context } from '#platform/context'
import { readFiled } from '#platform/files'
import type { CronItem } from '#platform/jobs'
import type { Parapheur } from '#platform/parapheur'
import { sha256Of } from './commands/documents-data.ts'
import { fileStep } from './commands/documents-filing.ts'
import { makeDraft, makeFinal } from './commands/documents-making.ts'
import { layInParapheur, takeReturned } from './commands/documents-returned.ts'
import { documentStateOf } from './documents/index.ts'
import * as store from './store/index.ts'

const About = z.object({ documentId: z.uuid() })
const DAY_MS = 86_400_000
const LOOKS_AT_ONCE = 2000

/** Background work of documents, by the name it is enqueued under. */
export function decisionTasks(parapheur: Parapheur) {
  return {
    'decisions.draft': async (payload: unknown, context: Context) => {
      await drawDraft(context, About.parse(payload).documentId)
    },
    'decisions.finish': async (payload: unknown, context: Context) => {
      await drawFinal(context, About.parse(payload).documentId)
    },
    'decisions.to-parapheur': async (payload: unknown, context: Context) => {
      await layInParapheur(context, parapheur, About.parse(payload).documentId)
    },
    'decisions.from-parapheur': async (payload: unknown, context: Context) => {
      const document = await store.findDocument(context.db, About.parse(payload).documentId)
      if (document) await parapheur.withdraw(document.chrono)
    },
    'decisions.parapheur': async (_payload: unknown, context: Context) => {
      await takeReturned(context, parapheur)
    },
    'decisions.look-at-files': async (_payload: unknown, context: Context) => {
      await lookAtFiles(context)
    },
  }
}

export const decisionCrontab: readonly CronItem[] = [
  { task: 'decisions.parapheur', match: '* * * * *', attempts: 1 },
  { task: 'decisions.look-at-files', match: '23 3 * * *', catchUpMs: DAY_MS, attempts: 3 },
]

/** Fills the model. A model that can no longer be filled cancels the document, with the reason. */
export async function drawDraft(context: Context, documentId: string): Promise<void> {
  const document = await store.findDocument(context.db, documentId)
  if (!document || documentStateOf(document) !== 'preparing') return
  const draft = await makeDraft(context, document)
  const filing = draft
    ? { step: 'draft' as const, files: [draft], remark: null }
    : { step: 'cancelled' as const, files: [], remark: UNFILLED }
  await fileStep(context, { documentId, from: ['preparing'], ...filing })
}

const UNFILLED = 'Le modèle ne peut plus être rempli : vérifiez-le dans « Modèles », puis préparez un nouveau document.'

/** Draws the final PDF and its annex. What would leave words of the draft out cancels the document, with the reason. */
export async function drawFinal(context: Context, documentId: string): Promise<void> {
  const document = await store.findDocument(context.db, documentId)
  if (!document || documentStateOf(document) !== 'finishing') return
  const files = await makeFinal(context, document)
  const filing = files
    ? { step: 'final' as const, files, remark: null }
    : { step: 'cancelled' as const, files: [], remark: UNFINISHED }
  await fileStep(context, { documentId, from: ['finishing'], ...filing })
}

const UNFINISHED =
  'Le modèle contient quelque chose qui ne passe pas dans le PDF : déposez-le à nouveau dans « Modèles » pour savoir quoi, puis préparez un nouveau document.'

/** Reads the bytes of every file and compares them with what was filed. */
export async function lookAtFiles(context: Context): Promise<void> {
  const since = new Date(context.now().getTime() - DAY_MS / 2)
  for (;;) {
    const files = await store.listFilesToLookAt(context.db, since, LOOKS_AT_ONCE)
    for (const { id, sha256 } of files) {
      const bytes = await readFiled(context, sha256)
      const isIntact = bytes !== undefined && sha256Of(bytes) === sha256.toString('hex')
      await store.putFileLook(context.db, id, isIntact, context.now())
    }
    if (files.length < LOOKS_AT_ONCE) return
  }
}
