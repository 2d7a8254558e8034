import { Button } from '#ui/action'
import { Form } from '#ui/form'
import { Notice } from '#ui/message'
import { BureauPage, type BureauProps, NeedsScript } from './parts.tsx'
import { bureauPath } from './visit.ts'

/** `/scrutins/:slug/bureau/ceremonie`: the key is made in this page and split there. */
export function CeremonyPage({ site, visit, keys, problem }: BureauProps) {
  const { poll, holders, key } = visit
  const { threshold } = poll.draft.bureau
  return (
    <BureauPage
      site={site}
      visit={visit}
      title="La cérémonie de la clé"
      lead={`La clé sera partagée en ${holders.length} parts. Il en faudra ${threshold} pour ouvrir les votes : personne ne peut rien ouvrir seul.`}
      hasScript
    >
      {problem !== undefined && <Notice kind="error" title={problem} />}
      {key && (
        <Notice
          kind="warning"
          title="Une clé existe déjà. Une nouvelle cérémonie la remplace, et ses parts imprimées ne serviront plus."
        />
      )}
      <NeedsScript />
      <div data-bureau="making" hidden data-threshold={String(threshold)} data-holders={JSON.stringify(holders)}>
        <div data-part="begin">
          <p>Tous les membres sont là, une imprimante est branchée, et personne d’autre ne voit l’écran.</p>
          <button type="button" class="button button-main">
            Fabriquer la clé et ses {holders.length} parts
          </button>
        </div>
        <div data-part="share" hidden>
          <h2 data-part="share-title" tabindex={-1}>
            Part
          </h2>
          <p>Seule cette personne regarde l’écran. Les autres se tournent.</p>
          <button type="button" class="button button-main" data-part="reveal">
            Montrer ma part
          </button>
          <div class="share-sheet" data-part="sheet" hidden />
          <div data-part="kept" hidden>
            <button type="button" class="button button-quiet" data-print="">
              Imprimer
            </button>{' '}
            <button type="button" class="button button-main" data-next="">
              Ma part est imprimée : la cacher
            </button>
          </div>
        </div>
        <div data-part="end" hidden>
          <p>Chacun a sa feuille. Il reste à enregistrer la clé publique : aucune part ne part d’ici.</p>
          <Form action={bureauPath(poll.slug, 'ceremonie')} keys={keys} keep={{ cle: '', parts: '' }}>
            <Button>Enregistrer la clé</Button>
          </Form>
        </div>
        <p data-part="failed" hidden>
          La clé n’a pas pu être fabriquée sur cet appareil. Essayez avec un navigateur plus récent.
        </p>
      </div>
    </BureauPage>
  )
}
