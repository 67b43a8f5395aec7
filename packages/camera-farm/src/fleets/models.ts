import type { MakerId } from '../spec.ts';

/** A model of a maker with its firmware of today, and one with published vulnerabilities. */
interface Line {
  readonly model: string;
  readonly firmware: string;
}

interface MakerLines {
  readonly current: readonly [Line, ...Line[]];
  readonly vulnerable: readonly [Line, ...Line[]];
  /** First three bytes of the MAC, registered to the maker where it has any. */
  readonly oui: string;
}

/** Models and firmware in each maker's own grammar. */
export const MAKER_LINES: Readonly<Record<MakerId, MakerLines>> = {
  hikvision: {
    current: [
      { model: 'DS-2CD2143G2-I', firmware: 'V5.8.21 build 260315' },
      { model: 'DS-2CD2387G3-LIU', firmware: 'V5.9.0 build 260402' },
      { model: 'DS-2DE4425IW-DE', firmware: 'V5.8.21 build 260128' },
    ],
    vulnerable: [
      { model: 'DS-2CD2032F-I', firmware: 'V5.3.0 build 150513' },
      { model: 'DS-2CD2142FWD', firmware: 'V5.4.0 build 160401' },
    ],
    oui: '00:bc:99',
  },
  dahua: {
    current: [
      { model: 'IPC-HFW3849T1-AS-PV', firmware: '3.140.0000000.12.R.260410' },
      { model: 'IPC-HDW3441TM-AS', firmware: '3.120.0000000.9.R.260211' },
      { model: 'SD49425GB-HNR', firmware: '3.100.0000000.21.R.260318' },
    ],
    vulnerable: [
      { model: 'IPC-HDBW2431E-S', firmware: '2.800.0000000.16.R.200911' },
      { model: 'IPC-HFW5442E-ZE', firmware: '2.800.0000000.8.R.200523' },
    ],
    oui: '08:ed:ed',
  },
  axis: {
    current: [
      { model: 'P3265-LVE', firmware: '12.9.57' },
      { model: 'M3085-V', firmware: '12.9.57' },
      { model: 'Q6135-LE', firmware: '11.11.178' },
    ],
    vulnerable: [
      { model: 'P3225-LV', firmware: '6.50.1.2' },
      { model: 'M1065-L', firmware: '8.40.1' },
    ],
    oui: 'b8:a4:4f',
  },
  uniview: {
    current: [
      { model: 'IPC3614LE-ADF28K-G', firmware: 'QIPC-B1213.9.12.260305' },
      { model: 'IPC2128SB-ADF40KM-I0', firmware: 'DIPC-B1221.5.8.260120' },
    ],
    vulnerable: [{ model: 'NVR301-04-P4', firmware: 'NVR-B3801.20.15.200829' }],
    oui: '48:ea:63',
  },
  hanwha: {
    current: [
      { model: 'XNV-8083R', firmware: '2.26.03_20260420' },
      { model: 'QNO-7082R', firmware: '2.22.01_20260108' },
    ],
    vulnerable: [{ model: 'SNO-6084R', firmware: '1.40.02_20190813' }],
    oui: '00:09:18',
  },
  tplink: {
    current: [
      { model: 'VIGI C340', firmware: '3.2.0_Build_260310_Rel.52211n' },
      { model: 'VIGI C540', firmware: '3.2.0_Build_260226_Rel.40117n' },
    ],
    vulnerable: [{ model: 'VIGI C340', firmware: '2.0.0_Build_230110_Rel.40211n' }],
    oui: '54:af:97',
  },
  xiongmai: {
    current: [
      { model: 'XM650AI-50X50', firmware: 'V5.00.R02.000A07B2.10010.347502.S.ONVIF_26.04' },
      { model: 'XM550V200-80X50', firmware: 'V5.00.R02.000A07A1.10010.347502.S.ONVIF_26.02' },
    ],
    vulnerable: [
      { model: 'XM530_R80X30-PQ', firmware: 'V5.00.R02.000807D8.10010.346624.S.ONVIF_21.06' },
      { model: 'XM530_50X20-G', firmware: 'V5.00.R02.000807D8.10010.346624.S.ONVIF_21.06' },
    ],
    oui: '00:12:31',
  },
  reolink: {
    current: [
      { model: 'RLC-810A', firmware: 'v3.2.0.5012_26022407' },
      { model: 'RLC-520A', firmware: 'v3.2.0.4911_26011903' },
    ],
    vulnerable: [{ model: 'RLC-410W', firmware: 'v3.0.0.136_20121102' }],
    oui: 'ec:71:db',
  },
};
