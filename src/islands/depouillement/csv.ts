import type { Count, OpenFile } from './messages.ts'

/** As the published results: a mark for spreadsheets, semicolons, the funded first. */
export function resultsCsv(file: OpenFile, { winners, losers }: Count): string {
  const lines = [
    ...winners.map((project, rank) => ({ project, rank: String(rank + 1), lack: '' })),
    ...losers.map(({ project, sentence }) => ({ project, rank: '', lack: sentence })),
  ].map(({ project, rank, lack }) => {
    const { id, name, cost, votes } = file.projects[project]!
    const funded = rank === '' ? 'non' : 'oui'
    return [rank, id, name, decimalText(cost, file.decimals), file.currency ?? '', String(votes), funded, lack]
  })
  const header = ['rang', 'identifiant', 'projet', 'cout', 'devise', 'choisi_par', 'finance', 'ce_qui_a_manque']
  return `\ufeff${[header, ...lines].map((cells) => `${cells.map(cellText).join(';')}\r\n`).join('')}`
}

/** « 12,5 »: as a French spreadsheet reads it. */
export function decimalText(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, '0')
  const rest = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return digits.slice(0, digits.length - decimals) + (decimals > 0 && rest !== '' ? `,${rest}` : '')
}

/** « Million vert de Wieliczka », « resultats.json » → « million-vert-de-wieliczka-resultats.json ». */
export function fileNameOf(name: string, what: string): string {
  const stem = name
    .replace(/\.\w+$/, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `${stem || 'vote'}-${what}`
}

// A cell that begins like a formula would be computed by the spreadsheet that opens it: an apostrophe keeps it text.
function cellText(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
