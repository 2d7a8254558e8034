import type { ArchiveList, ListStep, Outcome } from '#platform/archives'
import { DeskPage } from '#ui/desk'
import { formatBytes, formatCount, formatDay, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { DownloadList, Facts } from '#ui/list'
import { Thread } from '#ui/thread'
import { ARCHIVES, StateBadge } from './archives-page.tsx'
import { FATE_WORDS, OUTCOME_WORDS, STEP_WORDS } from './sentences.ts'
import { type ListPageProps, SignatureBox, StepForms } from './step-forms.tsx'

/** `/agents/archives/:id`: the bordereau, to read, print and sign; then what became of it. */
export function ListPage(props: ListPageProps) {
  const { site, desk, list, steps, outcomes, made, scans, mayRecord } = props
  const title = `Bordereau ${list.number}`
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={title}
      description="Un bordereau d’archives : ce qu’il liste, qui l’a signé, ce qui en a été fait."
      current={ARCHIVES}
      trail={[{ label: 'Archives', href: ARCHIVES }]}
    >
      <PageHeader kicker={FATE_WORDS[list.fate]} title={title} lead={list.terms.what}>
        <StateBadge of={list.state} />
      </PageHeader>
      <Section id="liste" title="Ce qui est listé">
        <Facts facts={factsOf(list)} />
        <DownloadList
          downloads={[
            {
              label: 'Le bordereau à signer',
              href: `${ARCHIVES}/${list.id}/bordereau.pdf`,
              format: 'PDF',
              what: 'Ce qui est listé, sur quoi cela repose, la place des deux signatures.',
            },
            {
              label: 'La liste des dossiers',
              href: `${ARCHIVES}/${list.id}/liste.csv`,
              format: 'CSV',
              what: 'Numéro, titre, dates et empreinte de chacun.',
            },
            ...(isGivenOut(list, mayRecord) && made
              ? [
                  {
                    label: 'Le paquet de versement',
                    href: `${ARCHIVES}/${list.id}/paquet.zip`,
                    format: 'ZIP, SEDA',
                    what: `${formatCount(made.recordCount, 'dossier', 'dossiers')}, manifeste compris. Fait le ${formatInstant(made.madeAt)}.`,
                  },
                ]
              : []),
          ]}
        />
      </Section>
      <Section id="suivi" title="Le fil">
        <Thread label={`Ce qui est arrivé au bordereau ${list.number}`} knots={knotsOf(list, steps, outcomes)} />
      </Section>
      {scans.length > 0 && (
        <Section id="pieces" title="Pièces signées">
          <ul>
            {scans.map(({ href, name }) => (
              <li>{href === null ? name : <a href={href}>{name}</a>}</li>
            ))}
          </ul>
        </Section>
      )}
      {mayRecord ? <StepForms {...props} /> : <SignatureBox list={list} />}
    </DeskPage>
  )
}

function isGivenOut({ state }: ArchiveList, mayRecord: boolean): boolean {
  return mayRecord && (state === 'packed' || state === 'acknowledged')
}

function factsOf({ terms, recordCount, firstDay, lastDay, volumeBytes, listHash, madeAt, fate }: ArchiveList) {
  const law = fate === 'elimination' ? 'article L212-2' : 'articles L212-2 et L212-3'
  return [
    { label: 'Service producteur', value: terms.producer || 'À renseigner dans les réglages' },
    { label: 'Dossiers', value: formatCount(recordCount, 'dossier', 'dossiers') },
    { label: 'Dates extrêmes', value: `du ${formatDay(firstDay)} au ${formatDay(lastDay)}` },
    { label: 'Volume', value: formatBytes(volumeBytes) },
    { label: 'Durée d’utilité administrative', value: `${terms.usefulLife}${terms.isVerified ? '' : ' (à vérifier)'}` },
    { label: 'Sort final', value: terms.sorting ?? terms.fate },
    { label: 'Qui le dit', value: terms.source },
    { label: 'Texte', value: `Code du patrimoine, ${law}` },
    { label: 'Fait le', value: formatInstant(madeAt) },
    { label: 'Empreinte de la liste', value: <code>{Buffer.from(listHash).toString('hex')}</code> },
  ]
}

function knotsOf(list: ArchiveList, steps: readonly ListStep[], outcomes: Readonly<Record<Outcome, number>>) {
  const done = (Object.keys(OUTCOME_WORDS) as Outcome[]).filter((outcome) => outcomes[outcome] > 0)
  const told = done.map(
    (outcome) => `${formatCount(outcomes[outcome], 'dossier', 'dossiers')} ${OUTCOME_WORDS[outcome]}`,
  )
  return [
    { state: 'past' as const, title: 'Bordereau fait', when: formatInstant(list.madeAt) },
    ...steps.map(({ kind, signedBy, signedOn, reference }) => ({
      state: 'past' as const,
      title: STEP_WORDS[kind],
      when: formatDay(signedOn),
      detail: [signedBy, reference].filter(Boolean).join(', '),
    })),
    ...(told.length > 0 ? [{ state: 'past' as const, title: 'Ce qui est fait', detail: `${told.join(' ; ')}.` }] : []),
    ...(NEXT[list.state] ? [{ state: 'present' as const, title: NEXT[list.state]! }] : []),
  ]
}

const NEXT: Readonly<Record<ArchiveList['state'], string | undefined>> = {
  proposed: 'À imprimer et à faire signer par les Archives',
  approved: 'Le service fait ce qui est visé ; revenez dans quelques minutes',
  packed: 'À télécharger, à verser, puis l’accusé des Archives est à enregistrer',
  acknowledged: 'Le service termine ; revenez dans quelques minutes',
  ended: undefined,
  abandoned: undefined,
}
