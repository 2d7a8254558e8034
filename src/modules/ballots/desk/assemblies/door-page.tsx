import { servingProxies } from '#kernel/weighted'
import { Button } from '#ui/action'
import { DeskPage } from '#ui/desk'
import { Form, SelectField, SubmitRow } from '#ui/form'
import { formatCount } from '#ui/format'
import { PageHeader, Section } from '#ui/heading'
import { DataTable } from '#ui/table'
import { nameOf } from '../../pages/assemblies/result.tsx'
import { quorumOf } from '../../sealed/assembly/model.ts'
import { ASSEMBLIES_PATH, type Held, pathOf, trailOf } from './shell.ts'

/** `/agents/assemblees/:slug/presences`: who is in the room, and who votes for whom. */
export function DoorPage(props: Held) {
  const { site, desk, assembly, room } = props
  const quorum = quorumOf(assembly, room).isMet ? 'Le quorum est atteint.' : 'Le quorum n’est pas atteint.'
  return (
    <DeskPage
      site={site}
      desk={desk}
      title="Présences et procurations"
      description="Qui est là, et qui vote pour qui."
      current={ASSEMBLIES_PATH}
      trail={trailOf(assembly)}
    >
      <PageHeader
        kicker={assembly.title}
        title="Présences et procurations"
        lead={`${formatCount(room.present.size, 'présent', 'présents')} sur ${room.members.length}. ${quorum}`}
      />
      <ProxySection {...props} />
      <PresenceSection {...props} />
    </DeskPage>
  )
}

function PresenceSection({ assembly, room, keys }: Held) {
  const byId = new Map(room.members.map((member) => [member.id, member]))
  const serving = new Map(servingProxies(room.proxies, room.present).map(({ giver, holder }) => [giver, holder]))
  return (
    <Section id="presences" title="Feuille de présence">
      <Form action={pathOf(assembly, 'presences')} keys={keys}>
        <DataTable
          caption="Feuille de présence"
          captionHidden
          rows={room.members}
          columns={[
            { header: 'N°', align: 'end', cell: ({ number }) => number },
            { header: 'Nom', namesRow: true, cell: ({ name }) => name },
            { header: 'Collège', cell: ({ college }) => nameOf(assembly, college) },
            {
              header: 'Présence',
              cell: ({ id }) => {
                const holder = serving.get(id)
                if (room.present.has(id)) return 'Présent'
                return holder ? `Représenté par ${byId.get(holder)?.name}` : 'Absent'
              },
            },
            {
              header: 'Noter',
              cell: ({ id, name }) =>
                assembly.state !== 'over' && (
                  <Button weight="quiet" name={room.present.has(id) ? 'part' : 'arrive'} value={id}>
                    {room.present.has(id) ? 'Départ' : 'Arrivée'}
                    <span class="hidden"> : {name}</span>
                  </Button>
                ),
            },
          ]}
          empty={<p>La liste des membres est vide.</p>}
        />
      </Form>
    </Section>
  )
}

function ProxySection({ assembly, room, keys, state }: Held) {
  const byId = new Map(room.members.map((member) => [member.id, member]))
  const options = room.members.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Section
      id="procurations"
      title="Procurations"
      lead={`${assembly.proxyCap} par personne au plus. Qui vient en personne reprend la sienne.`}
    >
      {room.proxies.length > 0 && (
        <Form action={pathOf(assembly, 'procurations/retirer')} keys={keys}>
          <DataTable
            caption="Procurations données"
            rows={room.proxies}
            columns={[
              { header: 'Donnée par', namesRow: true, cell: ({ giver }) => byId.get(giver)?.name },
              { header: 'À', cell: ({ holder }) => byId.get(holder)?.name },
              {
                header: 'Retirer',
                cell: ({ giver }) =>
                  assembly.state !== 'over' && (
                    <Button weight="quiet" name="de" value={giver}>
                      Retirer<span class="hidden"> celle de {byId.get(giver)?.name}</span>
                    </Button>
                  ),
              },
            ]}
          />
        </Form>
      )}
      {assembly.state !== 'over' && assembly.proxyCap > 0 && (
        <Form action={pathOf(assembly, 'procurations')} keys={keys} state={state}>
          <SelectField name="de" label="Qui donne procuration" state={state} options={options} empty="Choisir" />
          <SelectField name="a" label="À qui" state={state} options={options} empty="Choisir" />
          <SubmitRow label="Noter la procuration" />
        </Form>
      )}
    </Section>
  )
}
