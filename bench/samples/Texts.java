/** What stands in the samples that are not plain text. Every person, number and key is invented. */
final class Texts {
    private Texts() {}

    static final String CLINIC_LETTER = """
            # Northbrook Clinic
            200 Station Street, Tarrant Falls, OR 97999

            September 14, 2026

            Re: Eleanor Marie Whitfield, born March 17, 1958
            Medical record number: NB-4471903

            Dear Dr. Hartmann,

            I saw Mrs. Whitfield today for her diabetes follow-up. Her hemoglobin A1c has risen
            to 8.1 percent. She reports numbness in both feet and takes metformin 1000 mg twice
            a day. Blood pressure was 148/86. The monofilament test was abnormal on the left.

            I have added empagliflozin 10 mg and referred her to podiatry. She lives alone at
            1482 Juniper Hollow Road and can be reached at (503) 555-0142.
            ---
            Eleanor Marie Whitfield, NB-4471903, page 2

            Plan
            - repeat hemoglobin A1c in three months
            - foot examination at every visit
            - retinal photographs before the end of the year

            Yours sincerely,

            Tobias Lindgren, MD
            Phone (503) 555-0110, fax (503) 555-0111
            tobias.lindgren@example.com
            """;

    static final String DISCHARGE_SUMMARY = """
            # Discharge summary
            Patient	Margaret Ellison
            Date of birth	02/14/1949
            Medical record number	NB-2290415
            Social security number	748-55-1093
            Admitted	09/05/2026
            Discharged	09/12/2026
            # Diagnosis
            Acute decompensated heart failure with reduced ejection fraction, atrial fibrillation.
            # Course
            Mrs. Ellison was admitted with shortness of breath and leg swelling. Furosemide was given by vein for three days, after which \
            her weight fell by 4.2 kg. An echocardiogram showed an ejection fraction of 35 percent. Apixaban was continued.
            # Follow-up
            Cardiology clinic in ten days. Her son Peter Ellison (503-555-0175) drives her. Home scale serial number HS-7719-20433.
            """;

    static final String SUPPLY_CONTRACT = """
            # Supply contract
            CONFIDENTIAL
            between Halden Instruments Inc., 41 Foundry Lane, Tarrant Falls, OR 97999 (the buyer) and Merrow Valve Works LLC (the seller).
            1. The seller delivers 12,000 ball valves a year at a price of USD 7.40 each. Prices are confidential.
            2. Deliveries arrive within ten working days of an order. Payment is due after thirty days.
            3. Payments go to the account with IBAN GB82 WEST 1234 5698 7654 32.
            4. Either party may end this contract with notice of six months.
            Signed for the buyer by Caroline Ashdown, purchasing director, caroline.ashdown@example.com.
            Signed for the seller by Victor Merrow, managing member.
            """;

    static final String CONTRACT_COMMENT = "Ask Victor Merrow about the price before signing, his mobile is 503-555-0133.";

    static final String TRAVEL_POLICY = """
            # Travel policy
            Book trains before planes where the journey takes less than five hours.
            # Booking
            Use the travel portal. Second class is the default; first class needs the approval of the head of department.
            Hotels may cost up to 140 a night in large cities and 110 elsewhere, breakfast included.
            # Afterwards
            Hand in receipts within thirty days. Without a receipt, meals are paid at the usual daily rate.
            Bicycles and public transport are always paid.
            """;

    static final String PAYROLL = """
            Employee	Employee ID	Social security number	Position	Monthly salary	Bank account (IBAN)
            Caroline Ashdown	E-10442	756-20-8814	Purchasing director	9350.00	DE89 3704 0044 0532 0130 00
            Samuel Brightwater	E-10457	769-63-2207	Machinist	5120.00	GB82 WEST 1234 5698 7654 32
            Nadia Petrovic	E-10463	741-09-5566	Test engineer	6480.00	FR14 2004 1010 0505 0001 3M02 606
            """;

    static final String METER_READINGS = """
            Meter	Hall	Unit	July	August	September
            electricity	assembly	kWh	18240	17995	18810
            electricity	calibration	kWh	6120	6044	6231
            water	assembly	cubic metres	212	208	220
            gas	boiler house	kWh	3300	3120	5480
            """;

    static final String CARD_STATEMENT = """
            # Tarrant Valley Bank - credit card statement
            Daniel J. Okafor
            77 Quarry Bend, Tarrant Falls, OR 97999

            Card number: 4111 1111 1111 1111     Expires: 08/29     CVV: 737
            Account number: 0048 2291 7730
            Statement period: 08/16/2026 to 09/15/2026

            08/19  Quarry Street Grocers                      84.17
            08/23  Meridian Rail ticket office                46.00
            09/02  Northbrook Hardware                        31.25
            09/11  Tarrant Falls Water Works                  58.90

            Second card: 5555 5555 5555 4444, holder Grace Okafor
            New balance: USD 220.32. Minimum payment: USD 35.00 by 10/05/2026.
            """;

    static final String OPENING_HOURS = """
            # Opening hours of the workshop

            Monday to Thursday   seven to four
            Friday               seven to one

            The workshop is closed on public holidays and in the last week of the year.
            Machines may be used only after a safety introduction, which is held every Monday at nine.
            Bring closed shoes. Safety glasses and ear protection hang beside the door.
            """;

    static final String INTAKE_FORM = """
            # NORTHBROOK CLINIC - PATIENT INTAKE FORM

            Name:            Luis Carranza
            Date of birth:   12/05/1990
            Address:         58 Windlass Street, Tarrant Falls, OR 97999
            Telephone:       (503) 555-0156
            Member ID:       XEH663310875

            Reason for visit: knee pain after a fall, swelling
            Allergies:        penicillin
            Medicines:        ibuprofen 400 mg when needed
            """;

    static final String INVOICE = """
            # Invoice 2026-3317
            Merrow Valve Works LLC

            Customer: Samuel Brightwater, 6 Towpath Rise, Tarrant Falls, OR 97999
            Customer account: 7710-448-2096
            E-mail: samuel.brightwater@example.com

            2 ball valves DN 15                      29.80
            1 seal kit                               12.50
            Total                              USD   42.30

            Please pay to IBAN DE89 3704 0044 0532 0130 00 within fourteen days.
            """;

    static final String REFERRAL_MAIL = """
            Good morning,

            we refer Harold Bexley (born 06/09/1933, record NB-3308127) for an echocardiogram because of heart failure.
            The letter and his list of medicines are attached. His daughter Joan can be reached at 503-555-0119.

            Kind regards
            Front desk, Northbrook Clinic
            """;

    static final String REFERRAL = """
            # Referral

            Patient: Harold Bexley
            Date of birth: June 9, 1933
            Social security number: 762-41-3390

            Request: echocardiogram, question of reduced ejection fraction
            Referring physician: Tobias Lindgren, MD, licence number MD-70412
            """;

    static final String MEDICATION = """
            patient,record,medicine,dose
            Harold Bexley,NB-3308127,furosemide,40 mg daily
            Harold Bexley,NB-3308127,lisinopril,10 mg daily
            """;

    static final String NESTED_NOTE = """
            Telephone note. Mrs. Nadia Petrovic called from 503-555-0148 about her mother's appointment.
            The mother, Vera Petrovic, date of birth 04/30/1944, has had dizziness since she started amlodipine.
            Health plan member number XEH118204467. Call back tomorrow.
            """;

    static final String MEETING_NOTES = """
            Notes of the tooling meeting

            The new press arrives in the second week of the month. The floor has to be levelled before.
            Two fixtures are worn and will be replaced. The spare spindle stays on the shelf.
            Next meeting in a fortnight.
            """;

    static final String NOTICE = """
            To the file: the arbitration hearing has been moved to the spring.
            Witness: Rosalind Achterberg, telephone (503) 555-0188.
            """;
}
