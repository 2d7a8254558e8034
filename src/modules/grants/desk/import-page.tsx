import { DeskPage } from '#ui/desk'
import { FileField } from '#ui/file-field'
import { Form, SubmitRow } from '#ui/form'
import { formatCount, formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState, Notice } from '#ui/message'
import { DataTable } from '#ui/table'
import type { LineFault } from '../past-files.ts'
import type { GrantImport } from '../store/index.ts'
import { GRANTS, type Sent, type Shell } from './parts.ts'

const PATH = `${GRANTS.href}/importer`
const STATES: Readonly<Record<GrantImport['state'], string>> = {
  read: 'Lu, à accepter ou à écarter',
  accepted: 'Accepté',
  discarded: 'Écarté',
}

/** `/agents/subventions/importer`: a file of past grants, and those read before. */
export function ImportPage(
  props: Shell & Sent & { readonly faults: readonly LineFault[]; readonly imports: readonly GrantImport[] },
) {
  const { site, desk, state, keys, faults, imports } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Importer des subventions passées"
      description="Lire un fichier de subventions au schéma SCDL."
      current={GRANTS.href}
      trail={[GRANTS]}
    >
      <PageHeader
        title="Importer des subventions passées"
        lead="Le fichier est lu ligne par ligne. Rien n’est publié avant que vous l’ayez accepté."
      />
      {faults.length > 0 && (
        <Section id="fautes" title="Pourquoi ce fichier est refusé">
          <FaultTable faults={faults} />
        </Section>
      )}
      <Form action={PATH} keys={keys} state={state} files>
        <FileField
          name="fichier"
          label="Fichier des subventions"
          hint="Au schéma SCDL « subventions » 2.1.1. Au-delà, la commande « filigrane import subventions » n’a pas de limite."
          state={state}
          limits={{ formats: ['CSV'], accept: '.csv,text/csv', largestBytes: 4_000_000 }}
        />
        <SubmitRow label="Lire ce fichier" ways={[{ label: 'Le vérifier seulement', href: '/donnees/valider' }]} />
      </Form>
      <Section id="lus" title="Fichiers déjà lus">
        <DataTable
          caption="Fichiers de subventions"
          captionHidden
          rows={imports}
          columns={[
            { header: 'Fichier', namesRow: true, cell: ({ id, fileName }) => <a href={`${PATH}/${id}`}>{fileName}</a> },
            { header: 'Lu le', cell: ({ readAt }) => formatInstant(readAt) },
            { header: 'Lignes', align: 'end', cell: ({ lineCount }) => lineCount.toLocaleString('fr-FR') },
            { header: 'Refusées', align: 'end', cell: ({ refusedCount }) => refusedCount.toLocaleString('fr-FR') },
            { header: 'Où il en est', cell: ({ state: now }) => STATES[now] },
          ]}
          empty={<EmptyState title="Aucun fichier n’a encore été lu." />}
        />
      </Section>
    </DeskPage>
  )
}

/** `/agents/subventions/importer/:id`: what accepting would do, and the lines refused. */
export function ReadPage(
  props: Shell &
    Sent & {
      readonly found: GrantImport
      readonly faults: readonly LineFault[]
      readonly fresh: { readonly grantCount: number; readonly lineCount: number; readonly knownCount: number }
    },
) {
  const { site, desk, found, faults, fresh, state, keys } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={found.fileName}
      description="Un fichier de subventions, ligne par ligne."
      current={GRANTS.href}
      trail={[GRANTS, { label: 'Importer', href: PATH }]}
    >
      <PageHeader
        title={found.fileName}
        lead={`${formatCount(found.lineCount, 'ligne lue', 'lignes lues')}, ${formatCount(found.refusedCount, 'refusée', 'refusées')}.`}
      />
      {found.state === 'read' ? (
        <Form action={`${PATH}/${found.id}`} keys={keys} state={state}>
          <p>
            {formatCount(fresh.grantCount, 'subvention', 'subventions')}, dont{' '}
            {formatCount(fresh.knownCount, 'déjà là', 'déjà là')}.
          </p>
          <SubmitRow
            label="Accepter et publier les bonnes lignes"
            note="Les lignes refusées restent dehors. Vous pourrez les corriger et lire le fichier de nouveau."
            others={[{ label: 'Écarter ce fichier', name: 'suite', value: 'ecarter' }]}
          />
        </Form>
      ) : (
        <Notice kind={found.state === 'accepted' ? 'success' : 'info'} title={`${STATES[found.state]}.`}>
          {found.addedCount !== null && (
            <p>{formatCount(found.addedCount, 'bénéficiaire ajouté', 'bénéficiaires ajoutés')}.</p>
          )}
        </Notice>
      )}
      <Section id="refusees" title="Lignes refusées" lead="Rien n’y est corrigé ni deviné.">
        <FaultTable faults={faults} />
      </Section>
    </DeskPage>
  )
}

function FaultTable({ faults }: { readonly faults: readonly LineFault[] }) {
  return (
    <DataTable
      caption="Lignes refusées"
      captionHidden
      rows={faults}
      columns={[
        { header: 'Ligne', align: 'end', cell: ({ line }) => line },
        { header: 'Colonne', namesRow: true, cell: ({ column }) => column ?? 'Toute la ligne' },
        { header: 'Ce qui est écrit', cell: ({ value }) => (value === '' ? 'rien' : value) },
        { header: 'Que faire', cell: ({ sentence }) => sentence },
      ]}
      empty={<EmptyState title="Aucune ligne n’est refusée." />}
    />
  )
}
