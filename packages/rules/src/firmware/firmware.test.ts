import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FirmwareGrammar } from '../condition.ts';
import { compareFirmware, parseFirmware } from './index.ts';

type Row = readonly [FirmwareGrammar, string, string, -1 | 0 | 1 | undefined];

const ORDERED: readonly Row[] = [
  ['hikvision', 'V5.4.0 build 160530', 'V5.4.5 build 170123', -1],
  ['hikvision', 'V5.5.82 build 190909', 'V5.5.800 build 210628', -1],
  ['hikvision', 'V4.30.096build221220', '4.30.096 build 221221', -1],
  ['hikvision', 'V5.4.0 build 160401', 'V5.4.0 build 160530', -1],
  ['hikvision', 'V1.4.0_build221212', '1.4.0 build 221212', 0],
  ['hikvision', 'V5.5.800', 'V5.5.800 build 210628', undefined],
  ['hikvision', 'V5.5.800 build 210628', 'build 210628', 0],
  ['hikvision', 'V5.7.3 build 220112', 'build 210628', 1],
  ['hikvision', 'V5.5.800', 'build 210628', undefined],
  ['hikvision', 'V5.00.000', 'V5.02.006（', -1],
  ['hikvision', 'V5.6.2（build 190701）', 'build 210628', -1],
  ['dahua', '2.800.0000016.0.R, Build 2021-06-18', '2.800.0000016.0.R, Build 2022-01-05', -1],
  ['dahua', '2.820.0000000.18.R.200101', '2.820.0000000.48.R.220614', -1],
  ['dahua', '2.800.0000016.0.R.210517', '2021-06', -1],
  ['dahua', '2.800.0000016.0.R.210601', '2021-06', 1],
  ['dahua', 'V2.840.0000000.23.R.250416', '2025-04-16', 0],
  ['dahua', '2.622.00AC000.0.R.200320', '2.800.0000016.0.R.210618', -1],
  ['dahua', 'V2.800.00IB00C.0.T', '2.800.0000016.0.R.210618', undefined],
  ['dahua', '2.8', '2022-04', undefined],
  ['dahua', '4.000.00AT008.0.R.20230302', '2024/2/2', -1],
  ['axis', '9.80.3.5', '9.80.69', -1],
  ['axis', '10.12.236', '11.9', undefined],
  ['axis', '10.5.0', '10.12.236', -1],
  ['axis', '11.11.5', '11.9', 1],
  ['axis', '11.10.61', '9.80.69', undefined],
  ['uniview', 'NVR-B3801.20.15.240101', 'NVR-B3801.20.17.240507', -1],
  ['uniview', 'IPC_G6103-B6103.16.10.B25.201218', 'NVR-B3801.20.17.240507', undefined],
  ['uniview', 'DIPC-B1213.6.5.230215', 'DIPC-B1213.6.5.230215', 0],
  ['hanwha', '1.40.02_20190813', '1.41.16', -1],
  ['hanwha', 'SRN4000_v2.16_170401', 'XRN420_v2.17_170401', undefined],
  ['tplink', '1.3.0 Build 220830 Rel.69909n', '1.3.6 Build 230426 Rel.48373n', -1],
  ['tplink', '2.1.0_Build_250701_Rel.44071n', '2.1.0_Build_250702_Rel.10000n', -1],
  ['tplink', '2.1.0_Build_250701_Rel.44071n', '2.1.0_Build_250701_Rel.44072n', -1],
  ['xiongmai', 'V4.02.R11.C7431119.12001.130000.00000', '4.03.R11.C7431119.12001.142300.00000', -1],
  ['xiongmai', 'V4.02.R11.C7431119.12001.130000.00000', 'V5.00.R02.000807D8.10010.346624.S.ONVIF_21.06', undefined],
  ['reolink', 'v3.0.0.136_20121102', '3.0.0.1889_23031701', -1],
  ['reolink', 'v3.0.0.136_20121102', 'v3.0.0.136_20121103', -1],
  ['hikvision', 'V5.5.800 build 210628', '210628', 0],
  ['hikvision', 'V5.5.53 build 200101 and prior', 'V5.5.53 build 200102', -1],
  ['vivotek', 'FD8166A-VVTK-0204j', 'FD8166A-VVTK-0204k', -1],
  ['vivotek', 'FD8166A-VVTK-0204j', 'IB8369-VVTK-0204k', undefined],
  ['vivotek', 'FD8166A-VVTK-0204j', 'XXXXXX-VVTK-0X09', -1],
  ['vivotek', 'FD8166A-VVTK-0310a', 'XXXXXX-VVTK-0X09', 1],
  ['vivotek', 'VVTK-0103f', 'VVTK-0103', 1],
  ['avtech', 'FullImg-1023-1007-1011-1009', 'FullImg-1023-1007-1012-1009', -1],
  ['avtech', 'FullImg-1023-1007-1011-1009', 'FullImg-1024-1006-1011-1009', undefined],
  ['avtech', '1004Y-1002Y-1001EJ-1000Y', '1004-1002-1001-1000', undefined],
  ['avtech', '1004Y-1002Y-1001EJ-1000Y', '1005Y-1002Y-1001EJ-1000Y', -1],
  ['milesight', '51.7.0.77-r12', '51.7.0.77-r9', 1],
  ['milesight', '51.7.0.77-r12', '63.8.0.5-r1', undefined],
  ['milesight', '71.9.0.18-r3', '7x.9.0.19-r5', -1],
  ['milesight', 'CQ_63.8.0.5-r1', '63.8.0.5-r2', undefined],
  ['milesight', 'CQ_63.8.0.4-r9', 'CQ_63.8.0.5-r1', -1],
  ['milesight', 'T_63.8.0.4_LPR-r3', 'T_63.8.0.4-r4', -1],
  ['milesight', 'PO_61.8.0.4_LPR', 'PO_61.8.0.4-r1', -1],
  ['milesight', '45.8.0.2-AIoT-r4', '45.8.0.2-AIoT-r5', -1],
  ['milesight', '45.8.0.2-AIoT-r4', '45.8.0.2-r5', undefined],
  ['milesight', '63.8.0.4-r1-NX', '63.8.0.5-r2-NX', -1],
  ['milesight', '63.8.0.4-r1-NX', '63.8.0.4-r1', undefined],
  ['prefixed', 'MX-V4.7.2.18', 'MX-V5.2.0.61', -1],
  ['prefixed', 'MX-V4.0.2.33', 'MX-V4.0.2.33.r2', -1],
  ['prefixed', 'IPCAM_V4.06.88.251229', 'IPCAM_V4.06.88.260101', -1],
  ['prefixed', 'IPCAM_V4.06.88.251229', 'V4.06.88.251229', 0],
  ['prefixed', 'IPCAM_V4.06.88.251229', '251230', -1],
  ['prefixed', 'Illustra.Ess4.01.02.10.5982', 'Illustra.Ess4.01.02.11.1', -1],
  ['prefixed', 'Illustra.Ess4.01.02.10.5982', 'Illustra.Pro2.01.02.11.1', undefined],
  ['prefixed', 'AppFHE1_V1.0.6.0', 'AppFHE1_V1.0.7.0', -1],
  ['prefixed', 'A1D-500-V6.11.31-AC', 'A1D-500-V6.12.0-AC', -1],
  ['dashed', '1.0.7-0298', '1.1.1-0383', -1],
  ['dashed', '9.2.0-9289', '9.2.0-11289', -1],
  ['dashed', '2.03-02', '2.03-08', -1],
  ['dashed', '4.04R03', '4.04R10', -1],
  ['dashed', '1.0.7', '1.0.7-0298', undefined],
  ['tenda', 'V11.10.00.2211041403', 'V11.10.00.2311090948', -1],
  ['tenda', 'V31.1.9.91', 'V11.10.00.2311090948', undefined],
  ['tenda', 'V31.1.9.91', 'V31.1.9.991', -1],
  ['tenda', 'V11.10.00.2311090947', '2311090948', 0],
  ['tvt', '1.3.3.20657B180918.D06.U2(4A41T)', '1.3.4.22966B181219.D00.U1(4A21S)', undefined],
  ['tvt', '1.3.4.22966B181219.D00.U1(4A21S)', '1.3.4.24513B190218.D00.U1(4A21S)', -1],
  ['tvt', '1.3.4.22966B181219.D00.U1(4A21S)', '1.3.4.24513B190218', -1],
  ['dlink', '1.06.01', '1.06.01hf', -1],
  ['dlink', '1.06.01 Hotfix', '1.14.1', -1],
  ['dlink', '1.01', '1.01_B2', undefined],
  ['dlink', '1.01_B2', '1.01_B10', -1],
  ['dlink', '1.14.10', '1.14.2', 1],
  ['geovision', 'V1.00_2017_12_15', '1.00_2018_01_02', -1],
  ['foscam', 'System Firmware Version: 1.9.3.18, Application Firmware Version: 2.52.2.43, Plug-In Version: 3.3.0.26', '1.9.3.19', -1],
  ['foscam', 'System Firmware Version: 1.9.3.18, Application Firmware Version: 2.52.2.43', '1.9.3.18', undefined],
  ['dotted', '9.1', '2022-04', undefined],
  ['dotted', '6.3.39', '15-12-2025', undefined],
  ['prefixed', 'IPCAM_V4.06.88.251229', '15-12-2025', 1],
  ['dotted', '51.7.0.77-r12', '51.7.0.77-r9', 1],
  ['dotted', '51.7.0.77', '51.7.0.77-r1', -1],
  ['dotted', '6.3.40', '6.10.0', -1],
  ['dotted', 'FullImg-1023-1007-1011-1009', '6.10.0', undefined],
];

describe('compareFirmware', () => {
  it.each(ORDERED)('%s: %s against %s is %s', (grammar, a, b, order) => {
    expect(compareFirmware(grammar, a, b)).toBe(order);
    const reverse = order === undefined || order === 0 ? order : -order;
    expect(compareFirmware(grammar, b, a)).toBe(reverse);
  });
});

describe('parseFirmware', () => {
  it('never takes an impossible date for a build', () => {
    expect(parseFirmware('hikvision', 'build 219928')).toBeUndefined();
    expect(parseFirmware('uniview', 'NVR-B3801.20.17.249907')).toBeUndefined();
    expect(parseFirmware('hikvision', 'V5.4.0 build 991399')?.build).toBeUndefined();
  });

  it('refuses placeholders and prose', () => {
    expect(parseFirmware('uniview', 'DIPC-B1213.X.X.XXXXXX')).toBeUndefined();
    expect(parseFirmware('xiongmai', 'All versions')).toBeUndefined();
    expect(parseFirmware('axis', '6.50 - 11.8')).toBeUndefined();
  });
});

/** Share of real published strings that hold a version (not prose, not a model) each grammar must read. */
const CORPUS: readonly (readonly [FirmwareGrammar, RegExp, RegExp, number])[] = [
  ['hikvision', /^(hikvision|ezviz)/iu, /\d+\.\d+\.\d+.*build ?\d{6}/iu, 0.98],
  ['dahua', /^(dahua|intelbras)/iu, /\d\.\d{3}\.[0-9A-Z]{4,}\.\d/iu, 0.95],
  ['axis', /^axis/iu, /^(AXIS OS )?\d+\.\d+(\.\d+)*$/iu, 0.98],
  ['uniview', /^uniview/iu, /[A-Z]-?B\d{4}\.\d+\.\d+\.\d{6}/iu, 0.98],
  ['hanwha', /^hanwha/iu, /^\d+\.\d+\.\d+$|_\d{6}/iu, 0.7],
  ['tplink', /^tp-link/iu, /\d+\.\d+\.\d+ build/iu, 0.98],
  ['xiongmai', /^xiongmai/iu, /\d\.\d{2}\.R\d{2}\.[0-9A-Z]{8}\.\d{5}/iu, 0.98],
  ['reolink', /^reolink/iu, /\d+\.\d+\.\d+\.\d+_\d{8}/iu, 0.98],
];

const data = process.env['ANCAM_TEST_DATA'];
const corpus = data === undefined ? undefined : join(data, 'strings', 'camera_firmware_strings.tsv');

describe('published firmware strings (need ANCAM_TEST_DATA with strings/)', () => {
  const missing = corpus === undefined || !existsSync(corpus);
  it.skipIf(missing).each(CORPUS)(`%s: read by the grammar`, (grammar, vendor, shape, floor) => {
    const rows = readFileSync(corpus ?? '', 'utf8')
      .split('\n')
      .slice(1);
    const strings = rows.map((row) => row.split('\t')).filter(([maker = '', , text = '']) => vendor.test(maker) && shape.test(text));
    const unread = strings.filter(([, , text = '']) => parseFirmware(grammar, text) === undefined);
    expect(strings.length).toBeGreaterThan(3);
    expect(1 - unread.length / strings.length, JSON.stringify(unread.slice(0, 10))).toBeGreaterThanOrEqual(floor);
  });
});
