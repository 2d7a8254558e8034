import { stringify } from 'csv-stringify/sync'
import type { TallyReport } from '#kernel/tally'
import { decimalOf } from '#kernel/tally'
import type { Poll, PollOption } from './model.ts'

/**
 * The projects of a poll and what became of each, for a spreadsheet: UTF-8 with a byte order mark and `;`, which French
 * spreadsheets open in columns; cells that a spreadsheet would take for a formula are neutralised.
 */
export function resultsCsv(poll: Poll, options: readonly PollOption[], report: TallyReport): string {
  const rankOf = new Map(report.rounds.map((round, index) => [round.project, index + 1]))
  const reasonOf = new Map(report.losses.map((loss) => [loss.project, loss.reason]))
  const rows = [...options]
    .sort((a, b) => (rankOf.get(a.code) ?? Infinity) - (rankOf.get(b.code) ?? Infinity) || b.voteCount - a.voteCount)
    .map((option) => ({
      rang: rankOf.get(option.code) ?? '',
      identifiant: option.code,
      projet: option.name,
      cout: decimalOf(option.cost, poll.decimals).replace('.', ','),
      devise: poll.currency,
      choisi_par: option.voteCount,
      points: option.points?.replace('.', ',') ?? '',
      finance: rankOf.has(option.code) ? 'oui' : 'non',
      motif: reasonOf.get(option.code) ?? '',
      retenu_par_organisateur: option.wasSelected === undefined ? '' : option.wasSelected ? 'oui' : 'non',
    }))
  return stringify(rows, { header: true, bom: true, delimiter: ';', record_delimiter: '\r\n', escape_formulas: true })
}
