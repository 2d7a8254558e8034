import { createRoute, z } from '@hono/zod-openapi'

const Organisation = z
  .object({
    id: z.string().openapi({ description: 'Ne change pas quand le nom change', example: 'emmaus-artois' }),
    name: z.string().openapi({ description: 'Le nom comme on l’écrit' }),
    registeredName: z.string().openapi({ description: 'Le nom tel que sa source l’écrit' }),
    acronym: z.string().nullable(),
    siren: z.string().nullable(),
    rna: z.string().nullable(),
    family: z.string().openapi({ example: 'association' }),
    legalCategory: z.string().nullable().openapi({ description: 'Catégorie juridique de l’Insee' }),
    nafRev2: z.string().nullable(),
    activity: z.string().nullable(),
    sector: z.string().openapi({ description: 'Le secteur du filtre « secteur »' }),
    sizeBand: z.string().nullable().openapi({ description: 'Tranche d’effectif de Sirene, de l’unité entière' }),
    sizeBandYear: z.number().int().nullable(),
    createdOn: z.string().nullable(),
    commune: z.object({ code: z.string(), name: z.string() }).nullable(),
    recognitions: z.array(z.string()).openapi({ example: ['esus', 'siae-aci'] }),
    sources: z.array(z.object({ name: z.string(), vintage: z.string() })),
    checkedOn: z.string(),
    isFictitious: z.boolean().openapi({ description: 'Inventée, pour une démonstration' }),
    page: z.string(),
  })
  .openapi('Organisation')

const text = (description: string) => z.string().max(100).optional().openapi({ description })

export const organisationsRoute = createRoute({
  method: 'get',
  path: '/organisations',
  summary: 'Les structures de l’ESS, page après page, avec les filtres de l’annuaire',
  request: {
    query: z.object({
      q: text('Des mots : nom, activité, commune'),
      famille: text('association, cooperative, mutuelle, fondation, societe-commerciale, autre'),
      secteur: text('Un secteur, comme « action-sociale »'),
      epci: text('SIREN du groupement de communes'),
      commune: text('Code Insee, nom ou code postal'),
      reconnaissance: text('identifiant-ess, esus, siae, scic, scop'),
      employeur: text('oui ou non'),
      taille: text('sans-salarie, 1-9, 10-49, 50-249, 250-plus, inconnu'),
      curseur: z
        .string()
        .regex(/^[a-z0-9-]{0,100}$/)
        .optional()
        .openapi({ description: 'Le « next » de la page d’avant' }),
      limite: z.coerce.number().int().min(1).max(500).default(100),
    }),
  },
  responses: {
    200: {
      description: 'Des structures. Aucune personne physique n’y est.',
      content: {
        'application/json': {
          schema: z.object({
            licence: z.string(),
            source: z.string(),
            total: z.number().int(),
            /** What of the address was not understood: it narrowed nothing. */
            warnings: z.array(z.string()),
            organisations: z.array(Organisation),
            next: z.string().nullable().openapi({ description: 'Le curseur de la page suivante' }),
          }),
        },
      },
    },
  },
})
