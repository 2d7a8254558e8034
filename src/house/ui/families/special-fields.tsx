import { CodeField } from '#ui/code-field'
import { CommuneField } from '#ui/commune-field'
import { DATE_SENTENCES, DateField } from '#ui/date-field'
import { FileField } from '#ui/file-field'
import { EMPTY_FORM } from '#ui/form'
import { MoneyField, sentenceOfAmount } from '#ui/money-field'
import type { Specimen } from '../specimen.tsx'

const LIMITS = { formats: ['PDF', 'JPEG', 'PNG'], accept: '.pdf,.jpg,.png', largestBytes: 10_000_000 }

/** Fields that read what people really write: a day, an amount, a code, a file. */
export const SPECIAL_FIELDS: readonly Specimen[] = [
  {
    id: 'dates',
    title: 'Dates',
    lead: 'Trois cases, jamais un calendrier pour une date connue par cœur. Le mois s’écrit aussi en lettres.',
    states: [
      {
        name: 'Vide',
        sample: <DateField name="naissance" label="Votre date de naissance" birth state={EMPTY_FORM} />,
      },
      {
        name: 'En faute',
        sample: (
          <DateField
            name="debut"
            label="Début du projet"
            state={{
              values: { 'debut-jour': '30', 'debut-mois': 'février', 'debut-annee': '2027' },
              errors: { debut: DATE_SENTENCES['no-such-day'] },
            }}
          />
        ),
      },
    ],
  },
  {
    id: 'montants',
    title: 'Montants',
    lead: 'En euros, lus au centime : « 1 234,56 », « 1234.5 » et « 50 € » se comprennent.',
    states: [
      {
        name: 'Rempli',
        sample: <MoneyField name="don" label="Votre don" state={{ values: { don: '1\u202f234,56' }, errors: {} }} />,
      },
      {
        name: 'En faute',
        sample: (
          <MoneyField
            name="cout"
            label="Coût du projet"
            hint="Taxes comprises."
            state={{ values: { cout: '1.250' }, errors: { cout: sentenceOfAmount('ambiguous-thousands') } }}
          />
        ),
      },
    ],
  },
  {
    id: 'codes',
    title: 'Codes',
    lead: 'Grand et espacé : il se recopie d’un autre écran, ou se dicte.',
    states: [
      {
        name: 'Reçu par e-mail',
        sample: (
          <CodeField
            name="code"
            label="Code reçu par e-mail"
            length={6}
            hint="Six chiffres, valables 30 minutes."
            state={{ values: { code: '123 456' }, errors: {} }}
          />
        ),
      },
      {
        name: 'En faute',
        sample: (
          <CodeField
            name="carte"
            label="Code de votre carte"
            length={8}
            kind="card"
            state={{
              values: { carte: 'AB3D EF' },
              errors: { carte: 'Il manque deux signes. Le code est sous la bande à gratter.' },
            }}
          />
        ),
      },
    ],
  },
  {
    id: 'communes',
    title: 'Communes',
    lead: 'Une ligne de texte qui pardonne les fautes. Avec JavaScript, les noms se proposent ; sans lui, la page demande laquelle.',
    states: [
      { name: 'Vide', sample: <CommuneField name="commune" label="Votre commune" optional state={EMPTY_FORM} /> },
      {
        name: 'Laquelle ?',
        sample: (
          <CommuneField
            name="commune-de"
            label="Commune du projet"
            state={{
              values: { 'commune-de': 'st aubin' },
              errors: { 'commune-de': 'Choisissez votre commune dans la liste.' },
            }}
            choices={[
              { value: '99002', label: 'Saint-Aubin', hint: '99100, CC du Haut Essai' },
              { value: '99005', label: 'Saint-Aubin', hint: '99200, CA du Bas Essai' },
            ]}
          />
        ),
      },
    ],
  },
  {
    id: 'fichiers',
    title: 'Fichiers',
    lead: 'Les limites se disent avant que le fichier soit trop lourd.',
    states: [
      {
        name: 'Un fichier',
        sample: <FileField name="devis" label="Devis" limits={LIMITS} optional state={EMPTY_FORM} />,
      },
      {
        name: 'En faute',
        sample: (
          <FileField
            name="photo"
            label="Photo du lieu"
            limits={{ ...LIMITS, most: 3 }}
            state={{ values: {}, errors: { photo: 'Ce fichier pèse 24 Mo. Choisissez-en un de 10 Mo au plus.' } }}
          />
        ),
      },
    ],
  },
]
