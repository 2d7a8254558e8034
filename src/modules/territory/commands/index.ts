export { loadTerritory, previewTerritory } from './load.ts'
export { type ChangedSettings, changeSettings, SETTINGS_CHANNEL, type SettingsRefusal } from './settings.ts'
