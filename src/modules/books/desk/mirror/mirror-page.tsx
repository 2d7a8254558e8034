import { frenchCents } from '#kernel/money'
import { Button } from '#ui/action'
import { Badge } from '#ui/badge'
import { type DeskFrame, DeskPage, Keys } from '#ui/desk'
import { FileField } from '#ui/file-field'
import { Form, type FormState, type HiddenKeys, SubmitRow } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { EmptyState } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import type { ExplainedGap } from '../../mirror/model.ts'
import { KIND_NAMES } from '../../mirror/sentences.ts'
import type { MirrorImport } from '../../store/mirror/index.ts'

export const PATH = '/agents/budget/miroir'

/** Files of the finance tool, and where it differs from our journal. */
export function MirrorPage(props: {
  readonly site: SiteFrame
  readonly desk: DeskFrame
  readonly imports: readonly MirrorImport[]
  readonly gaps: readonly ExplainedGap[]
  readonly state: FormState
  readonly keysFor: () => HiddenKeys
}) {
  const { site, desk, imports, gaps, state, keysFor } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Outil financier"
      description="Ce que dit l’outil financier, à côté de notre journal de suivi."
      current={PATH}
    >
      <PageHeader
        title="Outil financier"
        lead="Envoyez un export : vous verrez, ligne par ligne, ce qui est nouveau ou différent. Rien ne change tant que vous n’avez pas accepté."
      />
      <Section id="ecarts" title="Écarts à expliquer">
        <Gaps gaps={gaps} keysFor={keysFor} />
      </Section>
      <Section id="envoyer" title="Envoyer un export">
        <Form action={PATH} keys={keysFor()} state={state} files>
          <FileField
            name="fichier"
            label="Fichier CSV de l’outil financier"
            hint="Une ligne de titres, puis une ligne par pièce. Les colonnes se choisissent ensuite."
            state={state}
            limits={{ formats: ['CSV'], accept: '.csv,.txt', largestBytes: 4_000_000 }}
          />
          <SubmitRow
            label="Lire ce fichier"
            note="Le fichier est effacé dès qu’il est lu. Sans SIRET, ni le nom ni le libellé d’un bénéficiaire ne sont gardés."
          />
        </Form>
      </Section>
      <FilesRead imports={imports} />
    </DeskPage>
  )
}

function FilesRead({ imports }: { readonly imports: readonly MirrorImport[] }) {
  return (
    <Section id="lectures" title="Fichiers lus">
      <DataTable
        caption="Fichiers lus"
        captionHidden
        rows={imports}
        columns={[
          {
            header: 'Fichier',
            namesRow: true,
            cell: ({ id, fileName }) => <a href={`${PATH}/${id}`}>{fileName}</a>,
          },
          { header: 'Envoyé', cell: ({ sentAt }) => formatInstant(sentAt) },
          { header: 'État', cell: ({ state: own }) => IMPORT_STATES[own] },
          { header: 'Nouvelles', align: 'end', cell: ({ counts }) => counts.new },
          { header: 'Différentes', align: 'end', cell: ({ counts }) => counts.different },
          { header: 'Refusées', align: 'end', cell: ({ counts }) => counts.refused },
        ]}
        empty={<EmptyState title="Aucun fichier n’a encore été lu." />}
      />
    </Section>
  )
}

export const IMPORT_STATES: Readonly<Record<MirrorImport['state'], string>> = {
  sent: 'Colonnes à choisir',
  read: 'Lu, à accepter',
  accepted: 'Accepté',
  discarded: 'Écarté',
}

function Gaps({ gaps, keysFor }: { readonly gaps: readonly ExplainedGap[]; readonly keysFor: () => HiddenKeys }) {
  return (
    <DataTable
      caption="Écarts entre l’outil financier et notre journal"
      captionHidden
      rows={gaps}
      columns={[
        { header: 'Ligne', namesRow: true, cell: ({ lineCode, year }) => `${lineCode}, ${year}` },
        { header: 'Somme', cell: ({ kind }) => `${KIND_NAMES[kind]}s` },
        { header: 'Notre journal', align: 'end', cell: ({ oursCents }) => frenchCents(oursCents) },
        { header: 'Outil financier', align: 'end', cell: ({ theirsCents }) => frenchCents(theirsCents) },
        {
          header: 'Explication',
          cell: (gap) =>
            gap.explanation === null ? (
              <ExplainForm gap={gap} keys={keysFor()} />
            ) : (
              <>
                <Badge kind="closed">Expliqué</Badge> {gap.explanation.words}
              </>
            ),
        },
      ]}
      empty={
        <EmptyState title="Aucun écart.">
          <p>Tout ce que dit l’outil financier est aussi dans notre journal, ou aucun fichier n’a été accepté.</p>
        </EmptyState>
      }
    />
  )
}

function ExplainForm({ gap, keys }: { readonly gap: ExplainedGap; readonly keys: HiddenKeys }) {
  const id = `motif-${gap.year}-${gap.lineCode}-${gap.kind}`.replaceAll('.', '-')
  return (
    <form action={`${PATH}/ecart`} method="post">
      <Keys keys={keys} />
      <input type="hidden" name="annee" value={gap.year} />
      <input type="hidden" name="ligne" value={gap.lineCode} />
      <input type="hidden" name="sorte" value={gap.kind} />
      <input type="hidden" name="ici" value={String(gap.oursCents)} />
      <input type="hidden" name="outil" value={String(gap.theirsCents)} />
      <label for={id}>
        D’où vient l’écart<span class="hidden"> de {gap.lineCode}</span>
      </label>
      <input class="field-input" id={id} name="motif" maxlength={500} required />
      <Button weight="quiet">Expliquer</Button>
    </form>
  )
}
