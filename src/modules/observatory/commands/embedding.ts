import { done, type Result, refuse } from '#kernel/result'
import { recordAudit } from '#platform/audit'
import type { Context } from '#platform/context'
import { broadcast, inTransaction, type Submission, type SubmissionRefusal } from '#platform/database'
import * as store from '../store/index.ts'

export type EmbeddingRefusal = 'site-unreadable' | 'too-many-sites'

export const EMBEDDING_SENTENCES: Readonly<Record<EmbeddingRefusal, string>> = {
  'site-unreadable':
    'Une ligne n’est pas l’adresse d’un site. Chacune commence par https:// et s’arrête au nom, comme https://www.commune.example',
  'too-many-sites': 'Cinquante sites au plus : retirez ceux qui ne servent plus.',
}

const MOST = 50

/**
 * Says which sites may show the figures in a frame.
 *
 * @param typed  one a line, as « https://www.exemple.fr »
 */
export function allowEmbedding(
  context: Context,
  input: { readonly submission: Submission; readonly typed: string },
): Promise<Result<null, EmbeddingRefusal | SubmissionRefusal>> {
  return inTransaction<null, EmbeddingRefusal>(context, input.submission, async (transaction) => {
    const lines = input.typed.split('\n').flatMap((line) => line.trim() || [])
    if (lines.length > MOST) return refuse('too-many-sites')
    const origins = lines.map(originOf)
    if (origins.includes(undefined)) return refuse('site-unreadable')
    await store.setEmbedders(transaction, [...new Set(origins.flatMap((origin) => origin ?? []))])
    await recordAudit(transaction, context, { act: 'observatory.embedding', object: 'observatory' })
    await broadcast(transaction, 'published', 'observatoire')
    return done(null)
  })
}

// It goes into a header: nothing but a scheme, a host and a port.
function originOf(line: string): string | undefined {
  if (!URL.canParse(line)) return undefined
  const url = new URL(line)
  return url.protocol === 'https:' && /^[a-z0-9.-]+(:\d+)?$/.test(url.host) ? url.origin : undefined
}
