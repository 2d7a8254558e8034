import { type Fault, type FaultGroup, isAdvice, sentenceOf } from '#kernel/tabular'
import { FileField } from '#ui/file-field'
import { Form, type FormState, type HiddenKeys, SelectField, SubmitRow, TextArea } from '#ui/form'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { SCHEMAS } from '../schemas.ts'
import { DATA, TRAIL } from './catalogue-page.tsx'
import { type Checked, LARGEST_BYTES } from './checked.ts'

const MOST_SHOWN = 50

/** `/donnees/valider`, before and after a file was read. */
export function ValidatePage(props: {
  readonly site: SiteFrame
  readonly state: FormState
  readonly checked: Checked | undefined
  readonly keys: HiddenKeys
}) {
  const { site, state, checked, keys } = props
  return (
    <Page
      site={site}
      path="/donnees/valider"
      title={checked ? 'Résultat de la vérification' : 'Vérifier un fichier'}
      description="Vérifier qu’un fichier CSV suit le schéma national avant de le publier."
      current={DATA.href}
      trail={[...TRAIL, DATA]}
    >
      <PageHeader
        kicker="Données ouvertes"
        title={checked ? 'Résultat de la vérification' : 'Vérifier un fichier'}
        lead="Avant de publier un fichier, vérifiez qu’il suit le schéma national. Rien n’est gardé : ni le fichier, ni son nom."
      />
      {checked && <Result checked={checked} />}
      <Section id="fichier" title={checked ? 'Vérifier un autre fichier' : 'Votre fichier'}>
        <Form action="/donnees/valider" keys={keys} state={state} files>
          <SelectField
            name="schema"
            label="Que contient le fichier ?"
            state={state}
            options={SCHEMAS.map(({ name, label }) => ({ value: name, label }))}
          />
          <FileField
            name="fichier"
            label="Fichier"
            state={state}
            optional
            limits={{ formats: ['CSV'], accept: '.csv,text/csv', largestBytes: LARGEST_BYTES }}
          />
          <TextArea
            name="texte"
            label="Ou collez ses lignes ici"
            hint="Avec la ligne des noms de colonnes."
            state={state}
            optional
            rows={6}
          />
          <SubmitRow
            label="Vérifier"
            others={[{ label: 'Recevoir les fautes en CSV', name: 'reponse', value: 'csv' }]}
          />
        </Form>
      </Section>
    </Page>
  )
}

function Result({ checked: { known, report, faults } }: { readonly checked: Checked }) {
  const { lineCount, faultCount, faultyLineCount, isValid, groups } = report
  const wrong = groups.filter((group) => !isAdvice(group)).toSorted((a, b) => b.count - a.count)
  const advice = groups.filter(isAdvice)
  const read = `${formatCount(lineCount, 'ligne lue', 'lignes lues')}, schéma « ${known.label} ».`
  return (
    <>
      {isValid ? (
        <Notice kind="success" title="Ce fichier est conforme. Vous pouvez le publier.">
          <p>{read}</p>
        </Notice>
      ) : (
        <Notice kind="error" title={`${formatCount(faultCount, 'faute', 'fautes')} à corriger avant de publier.`}>
          <p>
            {read} Des fautes sont sur {formatCount(faultyLineCount, 'ligne', 'lignes')}, celle des noms de colonnes
            comprise.
          </p>
        </Notice>
      )}
      {!isValid && <NextSteps groups={wrong} faultCount={faultCount} />}
      {wrong.length > 0 && (
        <Groups
          id="en-bref"
          title="En bref"
          lead="Les fautes semblables, ensemble, la plus fréquente d’abord."
          groups={wrong}
        />
      )}
      {advice.length > 0 && (
        <Groups id="a-savoir" title="À savoir" lead="Ces points n’empêchent pas de publier." groups={advice} />
      )}
      {faults.length > 0 && <Faults faults={faults} />}
    </>
  )
}

function NextSteps({ groups, faultCount }: { readonly groups: readonly FaultGroup[]; readonly faultCount: number }) {
  const [first] = groups
  return (
    <Section id="que-faire" title="Que faire maintenant">
      <ol>
        {first && (
          <li>
            Commencez par {first.column === null ? 'le fichier entier' : `la colonne « ${first.column} »`} :{' '}
            {formatCount(first.count, 'faute', 'fautes')} sur {faultCount.toLocaleString('fr-FR')} viennent de là.
          </li>
        )}
        <li>Corrigez dans le fichier d’origine, pas dans une copie déjà abîmée par un tableur.</li>
        <li>
          Pour garder la liste à côté de vous, choisissez le fichier de nouveau en bas de cette page, puis « Recevoir
          les fautes en CSV ».
        </li>
        <li>Vérifiez le fichier corrigé ici, avant de le publier.</li>
      </ol>
    </Section>
  )
}

function Groups(props: {
  readonly id: string
  readonly title: string
  readonly lead: string
  readonly groups: readonly FaultGroup[]
}) {
  const { groups, ...words } = props
  return (
    <Section {...words}>
      <DataTable
        caption={words.title}
        captionHidden
        rows={groups}
        columns={[
          { header: 'Colonne', namesRow: true, cell: ({ column }) => column ?? 'Tout le fichier' },
          { header: 'Que faire', cell: (group) => sentenceOf({ ...group, value: group.examples[0]?.value ?? '' }) },
          { header: 'Combien', align: 'end', cell: ({ count }) => count.toLocaleString('fr-FR') },
          { header: 'Par exemple', cell: ({ examples }) => placesOf(examples) },
        ]}
      />
    </Section>
  )
}

function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  const shown = faults.slice(0, MOST_SHOWN)
  return (
    <Section
      id="ligne-par-ligne"
      title="Ligne par ligne"
      lead={
        faults.length > shown.length
          ? `Les ${MOST_SHOWN} premières sur ${faults.length.toLocaleString('fr-FR')}. Le fichier CSV des fautes les dit toutes.`
          : 'La ligne 1 est celle des noms de colonnes.'
      }
    >
      <DataTable
        caption="Fautes, ligne par ligne"
        captionHidden
        rows={shown}
        columns={[
          { header: 'Ligne', align: 'end', cell: ({ line }) => line },
          { header: 'Colonne', namesRow: true, cell: ({ column }) => column ?? 'Toute la ligne' },
          { header: 'Ce qui est écrit', cell: ({ value }) => (value === '' ? 'rien' : <code>{value}</code>) },
          { header: 'Que faire', cell: (fault) => sentenceOf(fault) },
        ]}
      />
    </Section>
  )
}

function placesOf(examples: FaultGroup['examples']): string {
  const [first] = examples
  const lines = examples.map(({ line }) => line).join(', ')
  const told = first === undefined || first.value === '' ? '' : ` : « ${first.value} »`
  return `ligne${examples.length > 1 ? 's' : ''} ${lines}${told}`
}
