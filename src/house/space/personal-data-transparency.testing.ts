type Rows = readonly (readonly [string, readonly Readonly<Record<string, unknown>>[]])[]

/** A check asked twice on one day: the first goes when its time has come. */
export function checkRunRows(at: Date): Rows {
  const run = { check_name: 'trial.one', sentence: 'Vrai.', severity: 'error', result: 'holds' }
  const ran = { ...run, row_count: 0, duration_ms: 1 }
  return [
    [
      'check_run',
      [
        { ...ran, asked_at: new Date(at.getTime() - 60_000) },
        { ...ran, asked_at: at },
      ],
    ],
  ]
}
