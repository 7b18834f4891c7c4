"""The bound goes into the description of the network that it was measured of, and into no other."""

import unittest

from calibrate import calibrated

DESCRIPTION = {"version": "7", "modelSha256": "aa", "thresholds": {"PERSON": 0.9, "ADDRESS": 0.2, "ORG": None}}
MEASURED = {
    "modelSha256": "aa",
    "threshold": 0.4,
    "leakRate": 0.02,
    "confidence": 0.95,
    "calibration": {"documents": 300, "leaked": 1},
    "choices": [
        {"leakRate": 0.005, "confidence": 0.95, "threshold": None, "reason": "too few documents"},
        {"leakRate": 0.05, "confidence": 0.95, "threshold": 0.95, "calibration": {"documents": 300, "leaked": 8}},
    ],
}


class Calibrating(unittest.TestCase):
    def test_lowers_what_is_over_the_threshold_and_nothing_else(self):
        result = calibrated(DESCRIPTION, MEASURED)
        self.assertEqual({"PERSON": 0.4, "ADDRESS": 0.2, "ORG": None}, result["thresholds"])
        self.assertEqual("7", result["version"])
        self.assertEqual(
            {
                "modelSha256": "aa",
                "threshold": 0.4,
                "leakRate": 0.02,
                "confidence": 0.95,
                "documents": 300,
                "leaked": 1,
            },
            result["calibration"],
        )

    def test_refuses_what_was_measured_of_another_network(self):
        with self.assertRaises(SystemExit):
            calibrated(DESCRIPTION, {**MEASURED, "modelSha256": "bb"})

    def test_takes_another_choice_and_leaves_lower_thresholds(self):
        result = calibrated(DESCRIPTION, MEASURED, 0.05)
        self.assertEqual(DESCRIPTION["thresholds"], result["thresholds"])
        self.assertEqual(0.05, result["calibration"]["leakRate"])
        self.assertEqual(8, result["calibration"]["leaked"])

    def test_refuses_a_choice_that_is_not_there_or_proves_nothing(self):
        for rate in (0.005, 0.04):
            with self.assertRaises(SystemExit):
                calibrated(DESCRIPTION, MEASURED, rate)

    def test_refuses_a_calibration_without_a_threshold(self):
        with self.assertRaises(SystemExit):
            calibrated(DESCRIPTION, {**MEASURED, "threshold": None, "reason": "too few documents"})


if __name__ == "__main__":
    unittest.main()
