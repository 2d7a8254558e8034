import type { Settings } from '#platform/context'
import { type DeskFrame, DeskPage } from '#ui/desk'
import { PageHeader, Section } from '#ui/heading'
import { DownloadList, Facts } from '#ui/list'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { RegisterEntry } from './register.ts'

const PATH = '/agents/registre'
const TO_COMPLETE = 'À compléter dans les réglages du territoire'

/** `/agents/registre`: what is done with personal data, processing by processing. */
export function RegisterPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly entries: readonly RegisterEntry[]
  readonly legal: Settings['legal']
}) {
  const { site, desk, entries, legal } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Registre des traitements"
      description="Ce qui est fait des données personnelles, traitement par traitement."
      current={PATH}
      publicFace={{ label: 'Voir la page publique', href: '/donnees-personnelles' }}
    >
      <PageHeader
        title="Registre des traitements"
        lead="Le registre de l’article 30 du RGPD. Il est fait de ce que chaque partie du service déclare : il suit ses changements."
      />
      <Facts
        facts={[
          { label: 'Responsable', value: legal.publisher ?? TO_COMPLETE },
          { label: 'Délégué à la protection des données', value: legal.dataProtectionOfficer ?? TO_COMPLETE },
        ]}
      />
      <DownloadList
        downloads={[
          {
            label: 'Le registre',
            href: `${PATH}/registre.csv`,
            format: 'CSV',
            what: 'Pour un tableur, une ligne par sorte de donnée.',
          },
        ]}
      />
      {entries.map((entry) => (
        <Entry entry={entry} />
      ))}
    </DeskPage>
  )
}

function Entry({ entry }: { readonly entry: RegisterEntry }) {
  const { module, title, people, security, transfers, kinds } = entry
  return (
    <Section id={module} title={title}>
      <Facts
        facts={[
          { label: 'Personnes concernées', value: people },
          { label: 'Sécurité', value: security },
          { label: 'Transferts', value: transfers },
        ]}
      />
      <DataTable
        caption={`${title} : les données`}
        captionHidden
        rows={kinds}
        columns={[
          { header: 'Donnée', cell: ({ what }) => what, namesRow: true },
          { header: 'Finalité', cell: ({ purpose }) => purpose },
          { header: 'Base légale', cell: ({ basis }) => basis },
          { header: 'Destinataires', cell: ({ seenBy }) => seenBy },
          { header: 'Durée', cell: ({ kept }) => kept },
        ]}
      />
    </Section>
  )
}
