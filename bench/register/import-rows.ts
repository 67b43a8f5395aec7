/** A camera of the file that is imported, in the order of its columns. */
const HEADER = ['Mã đơn vị', 'Tên camera', 'Vị trí', 'Địa chỉ IP', 'Hãng', 'Model', 'Firmware', 'Số sê-ri', 'MAC'];

const MAKERS = ['Hikvision', 'Hikvision', 'Dahua', 'Uniview', 'Axis', 'Hanwha', 'KBVision', 'EZVIZ', 'TP-Link', 'Vivotek'];
const SPOTS = [
  'Cổng chính',
  'Cổng phụ',
  'Sân trước',
  'Hành lang',
  'Kho vật tư',
  'Phòng máy',
  'Bãi xe',
  'Cầu thang',
  'Phòng họp',
  'Tuyến phố',
];

/** Mixed bits of a number, the same in every run (MurmurHash3's finaliser). */
function mixed(n: number): number {
  let bits = Math.imul(n ^ (n >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

const pick = (list: readonly string[], n: number): string => list[n % list.length] ?? '';

/** Serial number of a camera of the tables; all of one length, so that they stand in the order of their numbers. */
export function serialOf(number: number): string {
  return `IM${number.toString(36).toUpperCase().padStart(10, '0')}`;
}

/**
 * A table of so many cameras that no register holds yet, spread over units in no order, as CSV: names, places, addresses, models and
 * versions as varied as those of the register of the bench. `mark` tells tables of one run apart, in serial numbers and MACs.
 */
export function tableOfCameras(units: readonly string[], rows: number, mark: number): string {
  const lines = [HEADER.join(';')];
  for (let n = 0; n < rows; n += 1) {
    const [a, b, c] = [mixed(n + mark), mixed(n + mark + 7), mixed(n + mark + 13)] as const;
    const spot = pick(SPOTS, a);
    const number = mark + n;
    lines.push(
      [
        pick(units, c),
        `${spot} ${number}`,
        `Tầng ${b % 9}, ${spot}`,
        `10.${a % 250}.${b % 250}.${c % 250}`,
        pick(MAKERS, b),
        `DS-2CD${2000 + (a % 400)}G${c % 4}-I`,
        `V5.${b % 8}.${c % 90}`,
        serialOf(number),
        number.toString(16).toUpperCase().padStart(12, '0'),
      ].join(';'),
    );
  }
  return `${lines.join('\r\n')}\r\n`;
}
