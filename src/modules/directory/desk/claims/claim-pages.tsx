import { type DeskFrame, DeskPage } from '#ui/desk'
import { BoxField, ChoiceField, Form, type FormState, type HiddenKeys, SubmitRow, TextArea } from '#ui/form'
import { formatInstant } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { Facts } from '#ui/list'
import { EmptyState, Notice } from '#ui/message'
import type { SiteFrame } from '#ui/page'
import { DataTable } from '#ui/table'
import { AttachmentList, type ShownFile } from '#ui/upload'
import type { Claim, ClaimVerdict } from '../../claims/claiming.ts'
import type { Declaration } from '../../claims/declaring.ts'
import { CLAIM_STATES, PROOF_WORDS, VERDICT_WORDS } from '../../claims/sentences.ts'
import { shownName } from '../../names.ts'
import type { ClaimRow } from '../../store/claims/index.ts'

const PATH = '/agents/annuaire/demandes'
const TITLE = 'Demandes des structures'

type Shell = { readonly site: SiteFrame; readonly desk: DeskFrame }

/** `/agents/annuaire/demandes` */
export function ClaimsDeskPage(
  props: Shell & {
    readonly claims: readonly ClaimRow[]
    readonly declarations: readonly Declaration[]
    /** Of them, those that asked not to be shown. */
    readonly keptOut: ReadonlySet<string>
    readonly state: FormState
    readonly familyOf: (family: string) => string
    readonly keys: () => HiddenKeys
  },
) {
  const { site, desk, claims, declarations, keptOut, state, familyOf, keys } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={TITLE}
      description="Qui demande à tenir une page de l’annuaire, et les structures déclarées."
      current={PATH}
    >
      <PageHeader title={TITLE} lead="Qui demande à tenir une page, et les structures que Sirene ne connaît pas." />
      {state.problem && <Notice kind="error" title={state.problem} />}
      <Section id="pages" title="Tenir une page">
        <DataTable<ClaimRow>
          caption="Demandes à traiter"
          captionHidden
          rows={claims}
          columns={[
            {
              header: 'Structure',
              namesRow: true,
              cell: ({ id, title }) => <a href={`${PATH}/${id}`}>{shownName(title)}</a>,
            },
            { header: 'Qui', cell: ({ who, duty }) => `${who}, ${duty}` },
            { header: 'Preuve', cell: proofOf },
            { header: 'Où en est-on', cell: ({ state }) => CLAIM_STATES[state] },
            { header: 'Depuis', cell: ({ askedAt }) => formatInstant(askedAt) },
          ]}
          empty={<EmptyState title="Aucune demande n’attend." />}
        />
      </Section>
      <Section id="declarations" title="Structures déclarées">
        {declarations.length === 0 && <EmptyState title="Aucune déclaration n’attend." />}
        {declarations.map((declaration) => (
          <DeclarationToRead {...{ declaration, familyOf }} mayComeBack={keptOut.has(declaration.id)} keys={keys()} />
        ))}
      </Section>
    </DeskPage>
  )
}

function proofOf({ proof, domain, domainProvenAt }: Claim): string {
  if (proof !== 'mail') return proof === 'document' ? 'document joint' : 'à vérifier par un agent'
  return domainProvenAt === null ? 'adresse non vérifiée' : `adresse vérifiée chez ${domain}`
}

function DeclarationToRead(props: {
  readonly declaration: Declaration
  /** It asked not to be shown. */
  readonly mayComeBack: boolean
  readonly familyOf: (family: string) => string
  readonly keys: HiddenKeys
}) {
  const { declaration, mayComeBack, familyOf, keys } = props
  const { id, title, siren, rna, family, communeName, purpose, who, askedAt } = declaration
  // Several forms stand on this page: each names its fields by its own identifier.
  const name = `raison-${id.slice(-6)}`
  return (
    <article class="panel">
      <h3>{title}</h3>
      <Facts
        facts={[
          { label: 'Numéro', value: siren ?? rna ?? 'aucun : elle est en train de naître' },
          { label: 'Forme', value: familyOf(family) },
          { label: 'Commune', value: communeName },
          {
            label: 'Déclarée par',
            value: `${who ?? 'quelqu’un qui n’a plus de compte'}, le ${formatInstant(askedAt)}`,
          },
        ]}
      />
      <p class="conflict-text">{purpose}</p>
      <form class="form" method="post" action={`/agents/annuaire/declarations/${id}`}>
        <input type="hidden" name="envoi" value={keys.submission} />
        <input type="hidden" name="jeton" value={keys.token} />
        <div class="form-field">
          <label class="field-label" for={name}>
            Si vous refusez, pourquoi ?<span class="field-optional"> (facultatif)</span>
          </label>
          <textarea class="field-input" id={name} name="raison" rows={2} maxlength={500} />
        </div>
        {mayComeBack && (
          <div class="form-field">
            <div class="option">
              <input type="checkbox" id={`${name}-reparait`} name="reparait" value="oui" />
              <label for={`${name}-reparait`}>
                La structure, qui s’était retirée de l’annuaire, demande elle-même à y revenir
              </label>
            </div>
          </div>
        )}
        <SubmitRow
          label="Refuser"
          weight="danger"
          others={[{ label: 'Accepter : la mettre dans l’annuaire', name: 'avis', value: 'accept' }]}
        />
      </form>
    </article>
  )
}

/** `/agents/annuaire/demandes/:id` */
export function ClaimDeskPage(
  props: Shell & {
    readonly claim: ClaimRow
    readonly state: FormState
    readonly files: readonly ShownFile[]
    readonly others: readonly ClaimRow[]
    readonly domains: readonly string[]
    readonly keys: () => HiddenKeys
  },
) {
  const { site, desk, claim, files, others, domains } = props
  return (
    <DeskPage
      site={site}
      desk={desk}
      title={shownName(claim.title)}
      description="Une demande de tenir une page de l’annuaire."
      current={PATH}
      trail={[{ label: TITLE, href: PATH }]}
      publicFace={{ label: 'Voir la page', href: `/annuaire/${claim.slug}` }}
      scripts={[]}
    >
      <PageHeader
        kicker={CLAIM_STATES[claim.state]}
        title={shownName(claim.title)}
        lead={`${claim.who}, ${claim.duty}, demande à tenir cette page.`}
      />
      <Facts
        facts={[
          { label: 'Preuve', value: `${PROOF_WORDS[claim.proof]} : ${proofOf(claim)}` },
          { label: 'Domaines connus de la structure', value: domains.join(', ') || 'aucun' },
          { label: 'Demandée', value: formatInstant(claim.askedAt) },
          ...(claim.reason === null ? [] : [{ label: 'Ce qui lui a été dit', value: claim.reason }]),
        ]}
      />
      {claim.words !== '' && <p class="conflict-text">{claim.words}</p>}
      <AttachmentList files={files} />
      {others.length > 0 && (
        <Section id="autres" title="Qui d’autre tient ou demande cette page">
          <ul>
            {others.map(({ id, who, duty, state }) => (
              <li>
                <a href={`${PATH}/${id}`}>{who}</a>, {duty} : {CLAIM_STATES[state].toLowerCase()}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Answer {...props} />
    </DeskPage>
  )
}

function Answer(props: Parameters<typeof ClaimDeskPage>[0]) {
  const { claim, state, keys } = props
  const verdicts: readonly ClaimVerdict[] =
    claim.state === 'accepted'
      ? ['withdraw']
      : ['waiting', 'asked'].includes(claim.state)
        ? ['accept', 'ask', 'refuse']
        : []
  if (verdicts.length === 0) return null
  return (
    <Section id="repondre" title="Répondre">
      <Form action={`${PATH}/${claim.id}`} keys={keys()} state={state}>
        <ChoiceField
          name="avis"
          label="Votre réponse"
          state={state}
          options={verdicts.map((verdict) => ({ value: verdict, label: VERDICT_WORDS[verdict] }))}
        />
        <TextArea
          name="raison"
          label="Votre question, ou pourquoi"
          hint="La personne lira ces mots. Rien à écrire si vous acceptez."
          state={state}
          optional
          rows={3}
          maxlength={500}
        />
        {claim.state !== 'accepted' && (
          <BoxField
            name="ambassadeur"
            label="Cette personne est ambassadeur : elle relit des textes, tant que sa structure a le label"
            state={state}
          />
        )}
        <SubmitRow label="Répondre" />
      </Form>
      {claim.state === 'accepted' && (
        <Form
          action={`${PATH}/${claim.id}/ambassadeur`}
          keys={keys()}
          keep={{ ambassadeur: claim.isAmbassador ? 'non' : 'oui' }}
        >
          <SubmitRow
            label={claim.isAmbassador ? 'Elle n’est plus ambassadeur' : 'En faire un ambassadeur'}
            weight="danger"
            note="Un ambassadeur relit les textes des structures voisines, tant que la sienne a le label."
          />
        </Form>
      )}
    </Section>
  )
}
