import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Connection, DB } from '#platform/database'

/** A sender in a process of its own, and what it said so far. */
export type Sender = {
  readonly rssMb: number
  readonly gapsMs: readonly number[]
  /** `kill -9`, then waits until the process is gone. */
  kill(): Promise<void>
}

export function startSender(options: {
  readonly connection: Connection
  readonly port: number
  readonly leaseMs: number
  readonly hands: number
}): Sender {
  const path = new URL('sender.testing.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [path, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = { rssMb: 0, gapsMs: [] as number[] }
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const { rss, gapsMs } = JSON.parse(line) as { rss: number; gapsMs: number[] }
      said.rssMb = Math.max(said.rssMb, rss / 1024 / 1024)
      said.gapsMs.push(...gapsMs)
    }
  })
  return Object.assign(said, { kill: () => killed(child) })
}

async function killed(child: ChildProcess): Promise<void> {
  const isGone = new Promise((resolve) => child.once('exit', resolve))
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await isGone
}

/** Writes so many mails to wait, in one statement, to a few large domains and many small ones; the pace is as good as free. */
export async function fillQueue(db: Kysely<DB>, count: number, seed: number): Promise<void> {
  const prefix = createHash('sha256').update(String(seed)).digest('hex').slice(0, 12)
  await sql`INSERT INTO mail_pace (domain, per_minute, at_once, set_at) VALUES ('*', 100000, 50, now())
    ON CONFLICT (domain) DO NOTHING`.execute(db)
  await sql`
    INSERT INTO mail (id, kind, recipient, domain, subject, paragraphs, is_awaited, written_at, due_at, empty_at)
    SELECT gen_random_uuid(), 'grants.received', ${prefix} || n || '@' || domain, domain, 'Votre dossier est reçu',
           ${JSON.stringify(['Bonjour,', 'Votre dossier est reçu : nous le lisons.', { label: 'Le voir', href: '/mon-espace' }])}::jsonb,
           false, now(), now(), now() + interval '30 days'
    FROM generate_series(1, ${count}) AS n,
      LATERAL (SELECT CASE WHEN n % 10 < 8 THEN 'boite' || n % 4 || '.example' ELSE 'petit' || n % 100 || '.example' END AS domain) AS d`.execute(
    db,
  )
}

export async function countByState(db: Kysely<DB>): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ state: string; count: number }>`
    SELECT state, count(*)::int AS count FROM mail GROUP BY state`.execute(db)
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** Mails a sender has in hand, or had when it died. */
export async function listInHand(db: Kysely<DB>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM mail WHERE leased_by IS NOT NULL`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Who receives: how often each mail came, by its Message-ID. */
export function tallyOf(messageIds: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const id of messageIds) times.set(id, (times.get(id) ?? 0) + 1)
  return times
}

/** The identifier in « Message-ID: <0198…@exemple.fr> ». */
export function messageIdIn(raw: string): string {
  return /^message-id:\s*<([^@>]+)@/im.exec(raw)?.[1] ?? ''
}
