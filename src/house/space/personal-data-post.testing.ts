type Row = Readonly<Record<string, unknown>>

/** What the post keeps of a person: a letter, an address that no longer receives, words they gave to a mail. */
export function postRows(
  id: (suffix: string) => string,
  personId: string,
  at: Date,
): readonly (readonly [string, readonly Row[]])[] {
  const later = new Date(at.getTime() + 60 * 86_400_000)
  return [
    [
      'letter',
      [
        {
          id: id('fa'),
          chrono: '2026-0001',
          kind: 'essai.mot',
          person_id: personId,
          recipient_name: 'Zélie Motnom',
          address_lines: ['2 rue du Motmoulin', '62000 ARRAS'],
          subject: 'Motlettre',
          paragraphs: '[]',
          written_at: at,
          empty_at: later,
        },
      ],
    ],
    ['mail_dead_address', [{ digest: Buffer.alloc(32, 7), person_id: personId, bounced_at: at }]],
    ['mail_template_version', [{ id: id('fb'), kind: 'essai.mot', number: 1, written_at: at, written_by: personId }]],
  ]
}
