import { Button } from '#ui/action'
import { PageHeader, Section } from '#ui/heading'
import { islandPath, Page, type SiteFrame } from '#ui/page'

/** `/verifier`: a published vote is checked whole in the reader's own browser, from its files. */
export function VerifyAnyPage({ site }: { readonly site: SiteFrame }) {
  return (
    <Page
      site={site}
      path="/verifier"
      title="Vérifier un vote"
      description="Vérifiez un vote publié dans votre navigateur, à partir de ses fichiers."
      current="/scrutins"
      scripts={['verify-bundle']}
      trail={[
        { label: 'Accueil', href: '/' },
        { label: 'Scrutins', href: '/scrutins' },
      ]}
    >
      <PageHeader
        title="Vérifier un vote"
        lead="Votre navigateur lit les fichiers d’un vote tenu ici et refait tout : les signatures, le compte des bulletins, le résultat. Ce que vous donnez ici ne part nulle part."
      />
      <noscript>
        <p class="notice notice-warning">
          Cette page a besoin de JavaScript : la vérification se fait dans votre navigateur. Sans lui, utilisez la
          commande plus bas.
        </p>
      </noscript>
      <form class="form" data-verify-bundle="" data-worker={islandPath(site.assets, 'verify-bundle.worker')} hidden>
        <Fields />
        <Button>Vérifier</Button>
        <p data-part="said" role="status" />
        <ul data-part="checks" />
      </form>
      <Section id="ordinateur" title="Sur votre ordinateur" lead="Avec l’archive du vote dépliée, sans ce site.">
        <pre>
          <code>filigrane verify DOSSIER --fingerprint EMPREINTE</code>
        </pre>
      </Section>
    </Page>
  )
}

function Fields() {
  return (
    <>
      <div class="form-field">
        <label class="field-label" for="vote">
          Un vote publié ici
        </label>
        <p class="hint" id="vote-aide">
          Son adresse, ou sa fin : /scrutins/nom-du-vote
        </p>
        <input class="field-input" id="vote" name="vote" type="text" autocomplete="off" aria-describedby="vote-aide" />
      </div>
      <div class="form-field">
        <label class="field-label" for="dossier">
          Ou le dossier de son archive, dépliée
        </label>
        <input class="field-input" id="dossier" name="dossier" type="file" multiple webkitdirectory />
      </div>
      <div class="form-field">
        <label class="field-label" for="affiche">
          Les 64 signes de l’affiche
        </label>
        <p class="hint" id="affiche-aide">
          Facultatif. Sans eux ni reçu, des fichiers fabriqués en entier iraient bien ensemble.
        </p>
        <input
          class="field-input"
          id="affiche"
          name="affiche"
          type="text"
          autocomplete="off"
          spellcheck={false}
          aria-describedby="affiche-aide"
        />
      </div>
      <div class="form-field">
        <label class="field-label" for="recu">
          Un reçu
        </label>
        <p class="hint" id="recu-aide">
          Facultatif. La ligne qui commence par « filigrane1 ».
        </p>
        <textarea
          class="field-input"
          id="recu"
          name="recu"
          rows={3}
          autocomplete="off"
          spellcheck={false}
          aria-describedby="recu-aide"
        />
      </div>
    </>
  )
}
