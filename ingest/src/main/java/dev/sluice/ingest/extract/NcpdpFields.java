package dev.sluice.ingest.extract;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the segments and fields of NCPDP Telecommunication messages are called.
 *
 * @see <a href="https://standards.ncpdp.org/Access-to-Standards.aspx">NCPDP Telecommunication Standard, version D.0, and its data
 *     dictionary</a>
 */
final class NcpdpFields {
    private static final Map<String, String> SEGMENTS = table("""
            01 Patient
            02 Pharmacy Provider
            03 Prescriber
            04 Insurance
            05 Coordination of Benefits
            06 Workers' Compensation
            07 Claim
            08 Drug Use Review
            09 Coupon
            10 Compound
            11 Pricing
            12 Prior Authorization
            13 Clinical
            14 Additional Documentation
            15 Facility
            16 Narrative
            20 Response Message
            21 Response Status
            22 Response Claim
            23 Response Pricing
            24 Response Drug Use Review
            25 Response Insurance
            26 Response Prior Authorization
            27 Response Insurance Additional Information
            28 Response Coordination of Benefits
            29 Response Patient
            """);

    private static final Map<String, String> FIELDS = table("""
            A1 BIN Number
            A2 Version
            A3 Transaction Code
            A4 Processor Control Number
            A7 Internal Control Number
            A9 Transaction Count
            AK Software Certification ID
            AN Transaction Response Status
            B1 Service Provider ID
            B2 Service Provider ID Qualifier
            BM Narrative Message
            C1 Group ID
            C2 Cardholder ID
            C3 Person Code
            C4 Date of Birth
            C5 Patient Gender Code
            C6 Patient Relationship Code
            C7 Place of Service
            C8 Other Coverage Code
            C9 Eligibility Clarification Code
            CA Patient First Name
            CB Patient Last Name
            CC Cardholder First Name
            CD Cardholder Last Name
            CE Home Plan
            CF Employer Name
            CG Employer Street Address
            CH Employer City
            CI Employer State
            CJ Employer Zip Code
            CK Employer Phone Number
            CL Employer Contact Name
            CM Patient Street Address
            CN Patient City
            CO Patient State
            CP Patient Zip Code
            CQ Patient Phone Number
            CR Carrier ID
            CW Alternate ID
            CX Patient ID Qualifier
            CY Patient ID
            CZ Employer ID
            D1 Date of Service
            D2 Prescription Reference Number
            D3 Fill Number
            D5 Days Supply
            D6 Compound Code
            D7 Product ID
            D8 Dispense as Written
            D9 Ingredient Cost
            DB Prescriber ID
            DC Dispensing Fee
            DE Date Prescription Written
            DF Number of Refills Authorized
            DI Level of Service
            DJ Prescription Origin Code
            DK Submission Clarification Code
            DL Primary Care Provider ID
            DN Basis of Cost Determination
            DO Diagnosis Code
            DQ Usual and Customary Charge
            DR Prescriber Last Name
            DT Special Packaging Indicator
            DU Gross Amount Due
            DV Other Payer Amount Paid
            DX Patient Paid Amount
            DY Date of Injury
            DZ Claim Reference ID
            E1 Product ID Qualifier
            E2 Route of Administration
            E4 Reason for Service Code
            E5 Professional Service Code
            E6 Result of Service Code
            E7 Quantity Dispensed
            E8 Other Payer Date
            E9 Provider ID
            EA Originally Prescribed Product Code
            EB Originally Prescribed Quantity
            EK Scheduled Prescription ID Number
            EM Prescription Reference Number Qualifier
            EN Associated Prescription Reference Number
            EP Associated Prescription Date
            ET Quantity Prescribed
            EU Prior Authorization Type Code
            EV Prior Authorization Number
            EX Intermediary Authorization ID
            EY Provider ID Qualifier
            EZ Prescriber ID Qualifier
            F1 Header Response Status
            F3 Authorization Number
            F4 Message
            F5 Patient Pay Amount
            F9 Total Amount Paid
            FA Reject Count
            FB Reject Code
            FO Plan ID
            FQ Additional Message
            H1 Measurement Time
            H2 Measurement Dimension
            H3 Measurement Unit
            H4 Measurement Value
            HN Patient E-Mail Address
            J8 Payer ID
            K5 Transaction Reference Number
            MA URL
            MG Other Payer BIN Number
            MH Other Payer Processor Control Number
            MJ Other Payer Group ID
            N5 Medicaid ID Number
            NU Other Payer Cardholder ID
            PA Request Type
            PB Request Period Begin Date
            PC Request Period End Date
            PD Basis of Request
            PE Authorized Representative First Name
            PF Authorized Representative Last Name
            PG Authorized Representative Street Address
            PH Authorized Representative City
            PJ Authorized Representative State
            PK Authorized Representative Zip Code
            PM Prescriber Phone Number
            PP Supporting Documentation
            PY Prior Authorization Number Assigned
            TT Pay To ID
            TU Pay To Name
            TV Pay To Street Address
            TW Pay To City
            TX Pay To State
            TY Pay To Zip Code
            WE Diagnosis Code Qualifier
            ZE Measurement Date
            2A Medigap ID
            2C Pregnancy Indicator
            2E Primary Care Provider ID Qualifier
            2J Prescriber First Name
            2K Prescriber Street Address
            2M Prescriber City
            2N Prescriber State
            2P Prescriber Zip Code
            3Q Facility Name
            3U Facility Street Address
            3V Facility State
            4E Primary Care Provider Last Name
            4K Question Response
            4X Patient Residence
            5J Facility City
            6D Facility Zip Code
            7C Other Payer ID
            8C Facility ID
            8F Help Desk Phone Number
            """);

    private NcpdpFields() {}

    private static Map<String, String> table(String lines) {
        return lines.lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toUnmodifiableMap(line -> line[0], (Function<String[], String>) line -> line[1]));
    }

    /** What a field of this code is called; one that is not known is a field. */
    static String field(String code) {
        return FIELDS.getOrDefault(code, "Field");
    }

    /** What the segment of this number is called. */
    static String segment(String number) {
        return SEGMENTS.getOrDefault(number, "Segment");
    }
}
