/** ISO 3166 codes and English names. */
export const COUNTRIES = [
  ['DE', 'Germany'],
  ['FR', 'France'],
  ['ES', 'Spain'],
  ['IT', 'Italy'],
  ['AT', 'Austria'],
  ['CH', 'Switzerland'],
  ['PT', 'Portugal'],
  ['GR', 'Greece'],
  ['HR', 'Croatia'],
  ['NL', 'Netherlands'],
  ['BE', 'Belgium'],
  ['DK', 'Denmark'],
  ['SE', 'Sweden'],
  ['NO', 'Norway'],
  ['PL', 'Poland'],
  ['CZ', 'Czechia'],
  ['TR', 'Türkiye'],
  ['CI', 'Côte d’Ivoire'],
  ['JP', 'Japan'],
  ['TH', 'Thailand'],
  ['US', 'United States'],
  ['MX', 'Mexico'],
  ['BR', 'Brazil'],
  ['ZA', 'South Africa'],
] as const;

/** A supplier whose code says so is inactive, whatever its permissions say. */
export const SUPPLIERS = [
  { code: 'ALPINA', name: 'Alpina Beds', active: true },
  { code: 'BALTIC', name: 'Baltic Rooms', active: true },
  { code: 'CORAL', name: 'Coral "Sea" Travel', active: true },
  { code: 'DUNE', name: 'Dune & Sons, Ltd', active: true },
  { code: 'EMBER', name: 'Ember Hotels', active: true },
  { code: 'FJORD', name: 'Fjord Opplevelser', active: true },
  { code: 'GROVE', name: 'Grove; Garden', active: true },
  { code: 'HARBOR', name: 'Harbor Stays', active: true },
  { code: 'ISLE', name: 'Île de Rêve', active: false },
  { code: 'JADE', name: '翡翠トラベル', active: true },
  { code: 'TEMP_DEACTIVATED_KITE', name: 'Kite Holidays', active: true },
  { code: 'TEMP_DEACTIVATED_LUNA', name: 'Luna Nights', active: false },
] as const;

export const CITIES = [
  'Berlin',
  'München',
  'Paris',
  'Saint-Étienne',
  'A Coruña',
  'Łódź',
  'İstanbul',
  'São Paulo',
  'Kraków',
  '京都',
] as const;
export const STREETS = ['Hauptstraße', 'Rue de l’Église', 'Calle Mayor', 'Via Garibaldi', 'Main St.'] as const;
export const PROPERTY_TYPES = ['hotel', 'apartment', 'resort', 'hostel', 'villa'] as const;
export const CONTACT_KINDS = ['reservations', 'reception', 'sales', 'billing'] as const;
export const ORDER_STATUSES = ['pending', 'shipped', 'delivered', 'returned', 'cancelled'] as const;
export const ACCOUNT_IDS = ['acc-1001', 'acc-1002', 'acc-1003', 'acc-1004', 'acc-1005'] as const;
