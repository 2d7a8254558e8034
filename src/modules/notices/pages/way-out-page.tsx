import { Button } from '#ui/action'
import { ChoiceField, EMPTY_FORM } from '#ui/form'
import { PageHeader, Section } from '#ui/heading'
import { Notice } from '#ui/message'
import { Page, type SiteFrame } from '#ui/page'
import { LESS, RHYTHM_WORDS, type Rhythm, valueOfRhythm } from '../choices.ts'

type Shown =
  | { readonly kind: 'asked'; readonly name: string; readonly path: string }
  | { readonly kind: 'done'; readonly name: string; readonly path: string; readonly rhythm: Rhythm }
  | { readonly kind: 'unknown' }

/** `/lettres/desinscription/:jeton`: fewer mails, or none. It says nothing of whose they are. */
export function WayOutPage({ site, shown }: { readonly site: SiteFrame; readonly shown: Shown }) {
  return (
    <Page site={site} title={TITLES[shown.kind]} description="Recevoir moins de courriels, ou plus du tout." unlisted>
      <PageHeader title={TITLES[shown.kind]} lead={shown.kind === 'unknown' ? undefined : shown.name} />
      {shown.kind === 'unknown' && (
        <p>
          L’adresse est peut-être coupée : reprenez-la dans votre courriel. Vous pouvez aussi tout régler depuis{' '}
          <a href="/mon-espace/messages/reglages">vos messages</a>, ou <a href="/contact">nous écrire</a>.
        </p>
      )}
      {shown.kind === 'done' && (
        <Notice kind="success" title={SAID[shown.rhythm]}>
          <p>Vous n’avez rien d’autre à faire. Vous pouvez changer d’avis ici, ou dans vos messages.</p>
        </Notice>
      )}
      {shown.kind !== 'unknown' && <Less shown={shown} />}
    </Page>
  )
}

const TITLES: Readonly<Record<Shown['kind'], string>> = {
  asked: 'Ne plus recevoir ces courriels',
  done: 'C’est fait',
  unknown: 'Cette adresse ne mène nulle part',
}

const SAID: Readonly<Record<Rhythm, string>> = {
  never: 'Vous ne recevrez plus ces courriels.',
  weekly: 'Vous recevrez ces courriels une fois par semaine au plus.',
  daily: 'Vous recevrez ces courriels une fois par jour au plus.',
  now: 'Vous recevrez ces courriels tout de suite.',
}

function Less({ shown }: { readonly shown: Exclude<Shown, { readonly kind: 'unknown' }> }) {
  const state = { ...EMPTY_FORM, values: { rythme: valueOfRhythm('weekly') } }
  return (
    <>
      {shown.kind === 'asked' && (
        <form action={shown.path} method="post">
          <input type="hidden" name="List-Unsubscribe" value="One-Click" />
          <p>Ce qui concerne votre compte et vos démarches continue d’arriver.</p>
          <Button>Ne plus rien recevoir</Button>
        </form>
      )}
      <Section id="moins" title={shown.kind === 'asked' ? 'Ou seulement moins' : 'Changer d’avis'}>
        <form action={shown.path} method="post" class="form">
          <ChoiceField
            name="rythme"
            label="Combien de courriels ?"
            state={state}
            options={LESS.map((rhythm) => ({ value: valueOfRhythm(rhythm), label: RHYTHM_WORDS[rhythm] }))}
          />
          <p>
            <Button weight="quiet">Enregistrer</Button>
          </p>
        </form>
      </Section>
    </>
  )
}
